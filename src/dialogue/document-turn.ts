import type { DocumentFact } from '../campaign/facts/documents.ts';
import { readersOf } from '../progress/reviewers.ts';
import type { DocumentSent } from '../records/records.ts';
import type { Context } from './command.ts';

/** The version that counts now. */
export const newestOf = ({ state }: Context, { unit, type }: DocumentSent): DocumentSent | undefined =>
  state.documents.versionsOf(unit, type).at(-1);

export const isNewest = (context: Context, each: DocumentSent): boolean =>
  newestOf(context, each)?.id === each.id;

export function factOf({ progress }: Context, { id, unit, type }: DocumentSent): DocumentFact {
  const fact = progress.facts.documentOf(unit, type);
  if (!fact) throw new Error(`document ${id} is not in the books`);
  return fact;
}

/** Whether it waits for the speaker's decision. Its newest version is meant. */
export function isMine(context: Context, each: DocumentSent): boolean {
  const fact = factOf(context, each);
  if (fact.status !== 'waiting') return false;
  return readersOf(context.roster, each.unit, fact.step).includes(context.person);
}
