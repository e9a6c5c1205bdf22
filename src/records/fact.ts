import type { PersonId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';

/** Unique over all ledgers; made from the message that caused the record, so that a retry makes the same one. */
export type RecordId = string & { readonly __record: true };

/** SHA-256 of a stored file's content, lower-case hex. */
export type FileHash = string & { readonly __file: true };

/** What every record says of itself. */
export interface Fact {
  readonly id: RecordId;
  readonly at: Instant;
  /** Who said so; `system` for what the bot notes itself. */
  readonly by: PersonId | 'system';
}

export interface StoredFile {
  readonly hash: FileHash;
  readonly name: string;
  readonly bytes: number;
  /** Told from the content, never from the name. */
  readonly type:
    | 'image/png'
    | 'image/jpeg'
    | 'image/gif'
    | 'text/plain'
    | 'application/pdf'
    | 'application/zip'
    | 'application/octet-stream';
}
