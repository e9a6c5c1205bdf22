import type { Opinion } from '../../progress/opinion.ts';
import type { DocumentSent, EssayWritten } from '../../records/records.ts';
import type { Person } from '../../roster/roster.ts';

/**
 * What whoever reads a workbook may see beside what everybody who may have one sees: who has met what is asked, and who has not.
 * The rules are written elsewhere; this is what they come to for one reader.
 */
export interface Sight {
  /** Whether it is read in a group. What is for one pair of eyes has no sheet there. */
  readonly aloud: boolean;
  /** Whether more than that there is an essay. */
  essay(author: Person, essay: EssayWritten): boolean;
  opinion(opinion: Opinion): boolean;
  /** Who raised the opinion, or gathered it. */
  raiser(opinion: Opinion): boolean;
  /** Whether more than that there is a document and how far it has come. */
  document(document: DocumentSent): boolean;
  /** What could not be delivered. */
  readonly undelivered: boolean;
}

/** What a group may read: nothing that is for one pair of eyes. */
export const groupSight = (undelivered: boolean): Sight => ({
  aloud: true,
  essay: () => false,
  opinion: () => false,
  raiser: () => false,
  document: () => false,
  undelivered,
});
