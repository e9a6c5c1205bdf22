import type { DocumentFact } from '../campaign/facts/documents.ts';
import { standing } from '../progress/facts/documents.ts';
import { readersOf } from '../progress/reviewers.ts';
import type { DocumentSent } from '../records/records.ts';
import type { Context } from './command.ts';

/** The version that counts now of those the same unit sent. */
export const newestOf = ({ state }: Context, each: DocumentSent): DocumentSent | undefined =>
  state.documents.newestLike(each);

export const isNewest = (context: Context, each: DocumentSent): boolean =>
  newestOf(context, each)?.id === each.id;

/** Where the newest version stands. */
export function factOf(context: Context, each: DocumentSent): DocumentFact {
  const { state, campaign, roster } = context;
  const newest = newestOf(context, each);
  if (!newest) throw new Error(`document ${each.id} is not in the books`);
  return standing(newest, state.documents.reviewsOf(newest.id), campaign.documents, roster);
}

/** Whether it waits for the speaker's decision. Its newest version is meant. */
export function isMine(context: Context, each: DocumentSent): boolean {
  const fact = factOf(context, each);
  if (fact.status !== 'waiting') return false;
  return readersOf(context.roster, each.unit, fact.step).includes(context.person);
}
