import type { StoredFile } from './files.ts';
import type { PersonId, RecordId } from './ids.ts';
import type { Teller } from './teller.ts';

/** What a policy may ask about the archive that a record is to go into. */
export interface ArchiveView {
  /** The archive is the office's own. */
  readonly own: boolean;
  /** Whether the file stands in a record that may be archived. */
  keepsFile(file: StoredFile): boolean;
  /** Whether the campaign sends the essay up to the office. */
  mayReadEssay(essay: EssayReference): boolean;
  /** Whether the outgoing message of this key was for one person. */
  isPrivate(key: string): boolean;
  /** Why nothing of another record may be told; undefined where at least a part may. */
  hides(id: RecordId): string | undefined;
}

export interface EssayReference {
  readonly id: RecordId;
  readonly person: PersonId;
  readonly topic: string;
}

/** What of a record an archive may hold: all of it, or, where the policy names a reason, only a part or nothing. */
export type ArchivePolicy<R, Kept extends object> = 'open' | Whole<R> | Part<R, Kept>;

/** Nothing is kept but that there was such a record: neither who nor when. */
interface Whole<R> {
  readonly withholds: 'whole';
  /** The reason, in words for the archive's reader; undefined where the record may be archived. */
  readonly why: (record: R, view: ArchiveView) => string | undefined;
}

/** The header stays, and what `keeps` picks. */
interface Part<R, Kept extends object> {
  readonly withholds: 'part';
  readonly why: (record: R, view: ArchiveView) => string | undefined;
  readonly keeps: (record: R) => Kept;
  /** What is kept, in plain words. */
  readonly tells: (kept: Kept, teller: Teller) => string;
}

/** What an archive must leave out of a record, and why. */
export type Withheld =
  | { readonly extent: 'whole'; readonly why: string }
  | {
      readonly extent: 'part';
      readonly why: string;
      readonly kept: object;
      tellKept(teller: Teller): string;
    };
