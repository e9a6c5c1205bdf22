import type { Day } from '../../time/zone.ts';

/**
 * Where what must stay anonymous is kept. A ledger tells who spoke after whom; a box is a small document that is rewritten whole
 * and remembers nothing of its own past: what it holds is sorted by random keys, and holds days instead of times.
 */
export interface Box {
  /** The document of this name; null when there is none yet. */
  read(name: string): Promise<string | null>;
  /**
   * Replaces the document; durable when it resolves. What can be set of the file's own dates says the day, not the moment.
   * Rejects with a JournalWriteError, and then the document is as before.
   */
  write(name: string, document: string, day: Day): Promise<void>;
}
