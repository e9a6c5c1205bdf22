import type { ReviewStep } from '../../records/kinds/documents.ts';
import type { RecordId } from '../../records/records.ts';
import type { UnitId } from '../../roster/roster.ts';
import type { Instant } from '../../time/clock.ts';

/** The newest version of a document, and where it stands. */
export type DocumentFact = {
  readonly id: RecordId;
  readonly version: number;
  readonly at: Instant;
} & (
  | { readonly status: 'incomplete'; readonly missing: readonly string[] }
  | { readonly status: 'waiting'; readonly step: ReviewStep }
  | { readonly status: 'returned'; readonly reason: string }
  /** Everybody who had to has agreed; or nobody had to. */
  | { readonly status: 'approved' }
);

export interface DocumentFacts {
  /** The unit that has to send a document of this type on behalf of the asking one: itself, or the one it is a branch of. */
  senderOf(unit: UnitId, type: string): UnitId;
  /** Whether the asking unit is the one to see to it: the sender itself, or its only branch. */
  answersFor(unit: UnitId, type: string): boolean;
  /** The newest version of the asking unit's sender. */
  documentOf(unit: UnitId, type: string): DocumentFact | undefined;
  /** When a version of it was first agreed to by everybody who had to; undefined when none was. */
  approvedSince(unit: UnitId, type: string): Instant | undefined;
}
