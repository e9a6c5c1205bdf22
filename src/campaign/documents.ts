import type { ReviewStep } from '../records/records.ts';
import type { Term } from './term.ts';

/** A kind of paper that units send up: a plan, a speech, a summary, a report. */
export interface DocumentType extends Term {
  /** Whose paper it is: the unit's, or each branch's own. */
  readonly each: 'unit' | 'branch';
  /** What it has to state. */
  readonly points: readonly Term[];
  /** Who has to agree, one after the other. Nobody: it is enough that it was sent. */
  readonly review: readonly ReviewStep[];
}

/** A stretch of the campaign. Phases follow each other in the order of the file. */
export interface Phase {
  readonly id: string;
  readonly title: string;
  /** Ids of the requirements that everybody asked has to have met before it may end. */
  readonly requires: readonly string[];
  /** Who has to agree that it ends: the office alone, or the level above it too. */
  readonly consent: 'office' | 'above';
  /** What belongs to this phase and not to another: activities and document types, by name. */
  readonly activities: readonly string[];
  readonly documents: readonly string[];
}
