import type { LedgerRecord } from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { OnProgress } from '../time/on-progress.ts';
import type { Outgoing } from './outgoing.ts';

/** What one message or one tick adds to one unit's ledger: all of it or nothing. */
export interface Commit {
  readonly unit: UnitId;
  /** The message or the tick that caused it; a unit's ledger takes a cause once. */
  readonly cause: string;
  readonly at: Instant;
  readonly records: readonly LedgerRecord[];
  readonly outbox: readonly Outgoing[];
  /** What the person was answered; null when nobody asked. */
  readonly reply: string | null;
}

export type Committed =
  | { readonly status: 'stored'; readonly commit: Commit }
  /** The cause was there already: `reply` is what was answered then, and nothing was added. */
  | { readonly status: 'repeated'; readonly reply: string | null };

export interface LedgerHealth {
  readonly writable: boolean;
  /** Torn last lines that were cut off at start, in words. */
  readonly repairs: readonly string[];
}

/**
 * The port every store implements. Fits one JSON Lines file a unit as well as one PostgreSQL row a commit
 * with `unique (unit, cause)`.
 */
export interface Ledger {
  /**
   * Durable when it resolves. Rejects with a {@link LedgerWriteError} when the store cannot take it: then nothing was
   * stored, and the same cause may be tried again.
   */
  commit(commit: Commit): Promise<Committed>;

  /** What was answered to this cause in the first of the units' ledgers that knows it; undefined when none does. */
  answered(units: Iterable<UnitId>, cause: string): Promise<{ readonly reply: string | null } | undefined>;

  /** Every commit of every ledger; within a ledger in the order they were stored. Progress is told in ledgers. */
  replay(onProgress?: OnProgress): AsyncIterable<Commit>;

  health(): Promise<LedgerHealth>;

  /** Finishes what is in hand and gives the store free for another process. */
  close(): Promise<void>;
}

/** The store refused a write: nothing was stored and memory is as before. */
export class LedgerWriteError extends Error {
  override readonly name = 'LedgerWriteError';
  readonly reason: 'full' | 'denied' | 'broken' | 'closed';

  constructor(reason: LedgerWriteError['reason'], cause?: unknown) {
    super(`the ledger cannot be written (${reason})`, { cause });
    this.reason = reason;
  }
}

/** The store's content is damaged in a way that must not be repaired silently. */
export class LedgerDamagedError extends Error {
  override readonly name = 'LedgerDamagedError';
  readonly file: string;
  readonly line: number;

  constructor(file: string, line: number, detail: string) {
    super(`${file}:${line}: ${detail}`);
    this.file = file;
    this.line = line;
  }
}
