import type { UnitId } from '../../roster/roster.ts';
import type { Fact, RecordId, StoredFile } from '../fact.ts';

export const VERDICTS = ['approved', 'returned'] as const;
export type Verdict = (typeof VERDICTS)[number];

export const REVIEW_STEPS = ['supervisor', 'office'] as const;
/** Whose turn it is to read a document: the supervisors of its unit, or the office. */
export type ReviewStep = (typeof REVIEW_STEPS)[number];

/** One version of a plan, speech, summary or report that a unit sends up. Each is whole in itself. */
export interface DocumentSent extends Fact {
  readonly kind: 'document.sent';
  readonly unit: UnitId;
  /** One of the campaign's document types. */
  readonly type: string;
  /** 1 for the first of its type and unit. */
  readonly version: number;
  /** What it is registered under, county-wide. Two that were sent in the very same moment may share one. */
  readonly number: number;
  readonly text: string | null;
  readonly file: StoredFile | null;
  /** Which of the points the type has to state are stated, by the sender's own words. */
  readonly points: readonly string[];
}

/** What the one whose turn it was decided about one version. */
export interface DocumentReviewed extends Fact {
  readonly kind: 'document.reviewed';
  readonly document: RecordId;
  readonly step: ReviewStep;
  readonly verdict: Verdict;
  /** Why it was returned, or what was remarked beside an approval, word for word; null for nothing. */
  readonly reason: string | null;
}

/** The level above agreed that a phase may end, as the office noted it down. */
export interface PhaseConsented extends Fact {
  readonly kind: 'phase.consented';
  readonly phase: string;
  /** Who agreed and when, or the number of the letter. */
  readonly words: string;
}

/** The phase has ended; the one after it has begun. */
export interface PhaseAdvanced extends Fact {
  readonly kind: 'phase.advanced';
  readonly phase: string;
}

export type DocumentRecord = DocumentSent | DocumentReviewed | PhaseConsented | PhaseAdvanced;

export const DOCUMENT_KINDS = [
  'document.sent',
  'document.reviewed',
  'phase.consented',
  'phase.advanced',
] as const satisfies readonly DocumentRecord['kind'][];
