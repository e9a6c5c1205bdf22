import type { Commit, Committed } from './commit.ts';

export interface JournalHealth {
  readonly writable: boolean;
  /** Repairs nobody has confirmed to have seen, in words. */
  readonly repairs: readonly string[];
}

/**
 * The port every store implements: one ordered list of commits a county. Fits JSON Lines files as well as one PostgreSQL row
 * a commit with `unique (county, cause)`.
 */
export interface Journal {
  /**
   * Durable when it resolves. Commits resolve in the order in which they stand in the journal. Rejects with a
   * {@link JournalWriteError} when the store cannot take it: then nothing was stored, and the same cause may be tried again.
   */
  commit(commit: Commit): Promise<Committed>;

  /** The commit of this cause; undefined when there is none. */
  find(cause: string): Promise<Commit | undefined>;

  health(): Promise<JournalHealth>;

  /** Finishes the writes under way. Commits that come later are refused. */
  close(): Promise<void>;
}

/** The store refused a write: nothing was stored and memory is as before. */
export class JournalWriteError extends Error {
  override readonly name = 'JournalWriteError';
  readonly reason: 'full' | 'denied' | 'broken' | 'closed';

  constructor(reason: JournalWriteError['reason'], cause?: unknown) {
    super(`the journal cannot be written (${reason})`, { cause });
    this.reason = reason;
  }
}

/** The store's content is damaged in a way that must not be repaired silently. The message names file and line, in Chinese. */
export class JournalDamagedError extends Error {
  override readonly name = 'JournalDamagedError';
  readonly file: string;
  readonly line: number;
  readonly detail: string;

  constructor(file: string, line: number, detail: string) {
    super(`${file}:${line}: ${detail}`);
    this.file = file;
    this.line = line;
    this.detail = detail;
  }
}
