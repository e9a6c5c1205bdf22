import type { Commit, Committed, Ledger } from '../ledger/ledger.ts';
import { State } from './state.ts';

/** The ledgers and what they add up to, kept in step: what is on disk is in the state, and nothing else is. */
export class Books {
  readonly ledger: Ledger;
  readonly state: State;

  private constructor(ledger: Ledger, state: State) {
    this.ledger = ledger;
    this.state = state;
  }

  /** Reads all ledgers from the beginning. */
  static async open(ledger: Ledger): Promise<Books> {
    const state = new State();
    for await (const commit of ledger.replay()) state.apply(commit);
    return new Books(ledger, state);
  }

  /** Durable and counted when it resolves; rejects as {@link Ledger.commit} does, and then nothing is counted. */
  commit = async (commit: Commit): Promise<Committed> => {
    const committed = await this.ledger.commit(commit);
    if (committed.status === 'stored') this.state.apply(committed.commit);
    return committed;
  };
}
