import type { BallotBox, Cast } from '../journal/box/ballot-box.ts';
import { outdated } from '../journal/box/damage.ts';
import type { BoxChange, OpinionBox } from '../journal/box/opinion-box.ts';
import type { Commit, Committed } from '../journal/commit.ts';
import type { Finding } from '../journal/finding.ts';
import type { Journal } from '../journal/journal.ts';
import type { Day } from '../time/zone.ts';
import { State } from './state.ts';

/** Where what must stay anonymous is kept. */
export interface Boxes {
  readonly opinions: OpinionBox;
  readonly ballots: BallotBox;
  /** Whether both can be read and written now. */
  isUsable(): Promise<boolean>;
}

/** The journal, the boxes, and what they add up to, kept in step: what is on disk is in the state, and nothing else is. */
export class Books {
  readonly journal: Journal;
  readonly state: State;
  readonly #boxes: Boxes;

  private constructor(journal: Journal, state: State, boxes: Boxes) {
    this.journal = journal;
    this.state = state;
    this.#boxes = boxes;
  }

  /**
   * `openJournal` hands every commit that is stored already to the function it is given, then resolves with the journal.
   * `openBoxes` hears whether nothing is on record yet.
   */
  static async open(
    openJournal: (each: (commit: Commit) => void) => Promise<Journal>,
    openBoxes: (isNew: boolean) => Promise<Boxes>,
  ): Promise<Books> {
    const state = new State();
    const journal = await openJournal((commit) => state.apply(commit));
    const boxes = await openBoxes(state.size === 0);
    state.opinions.setBox(boxes.opinions.opinions);
    const books = new Books(journal, state, boxes);
    await books.#tidyBallots();
    return books;
  }

  /** Damage in the boxes that does not keep the bot from running. */
  boxFindings(): readonly Finding[] {
    const { opinions, ballots } = this.#boxes;
    const lost = this.state.opinions.lost();
    return [
      ...opinions.findings,
      ...(lost.length > 0 ? [outdated('opinions', lost)] : []),
      ...ballots.findings,
    ];
  }

  /** Durable and counted when it resolves; rejects as {@link Journal.commit} does, and then nothing is counted. */
  commit = async (commit: Commit): Promise<Committed> => {
    const unseal = this.state.appraisals.seal(commit.records);
    try {
      const committed = await this.journal.commit(commit);
      if (committed === 'stored') this.state.apply(commit);
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
    const { ballots } = this.#boxes;
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
    const { ballots } = this.#boxes;
    if (ballots.urns.size === 0) return;
    await ballots.tidy(this.state.appraisals.isOver).catch(() => undefined);
    this.state.appraisals.setUrns(ballots.urns);
  }

  /** Whether the boxes can be read and written now. */
  isBoxUsable(): Promise<boolean> {
    return this.#boxes.isUsable();
  }

  /** To be called on every new day: see {@link OpinionBox.freshen}. */
  freshenBox = (today: Day): Promise<void> => this.#boxes.opinions.freshen(today);

  /** Durable and counted when it resolves; nothing is said of who or when. Rejects as {@link Books.commit} does. */
  putInBox = async (change: BoxChange, today: Day): Promise<void> => {
    const { opinions } = this.#boxes;
    await opinions.change(change, today);
    this.state.opinions.setBox(opinions.opinions);
  };
}
