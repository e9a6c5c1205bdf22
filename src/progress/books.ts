import type { BallotBox, Cast } from '../journal/box/ballot-box.ts';
import { outdated } from '../journal/box/damage.ts';
import type { BoxChange, OpinionBox } from '../journal/box/opinion-box.ts';
import type { Finding } from '../journal/finding.ts';
import type { Commit, Committed, Ledger } from '../journal/ledger.ts';
import { type OnProgress, unwatched } from '../time/on-progress.ts';
import type { Day } from '../time/zone.ts';
import { State } from './state.ts';

/** The ledgers and what they add up to, kept in step: what is on disk is in the state, and nothing else is. */
export class Books {
  readonly ledger: Ledger;
  readonly state: State;
  readonly #box: OpinionBox | undefined;
  readonly #ballots: BallotBox | undefined;

  private constructor(
    ledger: Ledger,
    state: State,
    box: OpinionBox | undefined,
    ballots: BallotBox | undefined,
  ) {
    this.ledger = ledger;
    this.state = state;
    this.#box = box;
    this.#ballots = ballots;
  }

  /** Reads all ledgers from the beginning, and the boxes where there are any. */
  static async open(
    ledger: Ledger,
    box?: OpinionBox,
    ballots?: BallotBox,
    onProgress: OnProgress = unwatched,
  ): Promise<Books> {
    const state = new State();
    for await (const commit of ledger.replay(onProgress)) state.apply(commit);
    if (box) state.opinions.setBox(box.opinions);
    const books = new Books(ledger, state, box, ballots);
    await books.#tidyBallots();
    return books;
  }

  /** Damage in the boxes that does not keep the bot from running. */
  boxFindings(): readonly Finding[] {
    const lost = this.#box ? this.state.opinions.lost() : [];
    return [
      ...(this.#box?.findings ?? []),
      ...(lost.length > 0 ? [outdated('opinions', lost)] : []),
      ...(this.#ballots?.findings ?? []),
    ];
  }

  /** Durable and counted when it resolves; rejects as {@link Ledger.commit} does, and then nothing is counted. */
  commit = async (commit: Commit): Promise<Committed> => {
    const unseal = this.state.appraisals.seal(commit.records);
    try {
      const committed = await this.ledger.commit(commit);
      if (committed.status === 'stored') this.state.apply(committed.commit);
      await this.#tidyBallots();
      return committed;
    } finally {
      unseal();
    }
  };

  /**
   * Ballots first, then, apart from them, on record that somebody has voted. Rejects when the box cannot take them: nothing has
   * happened then. Where only the second fails it says so: the vote counts, and until it is on record the box itself knows that the
   * person has voted.
   */
  castBallots = async (cast: Cast, mark: Commit): Promise<'recorded' | 'unrecorded'> => {
    const ballots = this.#ballots;
    if (!ballots) throw new Error('these books have no box');
    const done = this.state.appraisals.takeInHand(cast.appraisal);
    try {
      await ballots.cast(cast);
      this.state.appraisals.setUrns(ballots.urns);
      const marked = await this.commit(mark).catch(() => undefined);
      if (marked) ballots.recorded(cast);
      return marked ? 'recorded' : 'unrecorded';
    } finally {
      done();
    }
  };

  // What is over is on record already, so a box that cannot be tidied now is tidied at the next chance.
  async #tidyBallots(): Promise<void> {
    if (!this.#ballots) return;
    await this.#ballots.tidy(this.state.appraisals.isOver).catch(() => undefined);
    this.state.appraisals.setUrns(this.#ballots.urns);
  }

  /** Durable and counted when it resolves; nothing is said of who or when. Rejects as {@link Books.commit} does. */
  putInBox = async (change: BoxChange, today: Day): Promise<void> => {
    if (!this.#box) throw new Error('these books have no box');
    await this.#box.change(change, today);
    this.state.opinions.setBox(this.#box.opinions);
  };
}
