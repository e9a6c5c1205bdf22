import type { LedgerRecord } from '../records/records.ts';
import type { Instant } from '../time/clock.ts';
import type { Addressed } from './outgoing.ts';

/** What one message, one tick or one page button adds, to the ledgers of any units: all of it or nothing. */
export interface Commit {
  /** The id of the message or tick that caused it. A journal takes a cause once. */
  readonly cause: string;
  readonly at: Instant;
  readonly records: readonly LedgerRecord[];
  readonly outbox: readonly Addressed[];
}

/** `repeated`: the cause was in the journal already, and nothing was added. */
export type Committed = 'stored' | 'repeated';
