import type { DocumentFact } from '../campaign/facts/documents.ts';
import { readersOf } from '../progress/reviewers.ts';
import type { DocumentSent } from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';
import { nameList } from '../wording/format.ts';
import type { View } from '../wording/wording.ts';
import type { Context } from './command.ts';

const NAMES = 4;

/** Who is to read next, by name; empty when the roster names nobody. */
export function readerNames({ roster }: Context, unit: UnitId, fact: DocumentFact): string {
  if (fact.status !== 'waiting') return '';
  const readers = readersOf(roster, unit, fact.step).map(({ name }) => name);
  return nameList(readers, NAMES);
}

/** Where a document stands, in a few words. */
export function statusLine(
  context: Context,
  { unit, type }: Pick<DocumentSent, 'unit' | 'type'>,
  fact: DocumentFact,
): string {
  const readers = readerNames(context, unit, fact);
  return context.say(`documents.status-${fact.status}`, {
    missing: fact.status === 'incomplete' ? fact.missing.join('、') : null,
    reason: fact.status === 'returned' ? fact.reason : null,
    readers,
    reviewed: context.campaign.documents.some(({ name, review }) => name === type && review.length > 0),
    nobody: fact.status === 'waiting' && readers === '',
  });
}

/** What names a version in lists and messages. */
export const versionView = (
  { roster }: Pick<Context, 'roster'>,
  { number, unit, type, version }: DocumentSent,
): View => ({
  number,
  unit: roster.titleOf(unit),
  type,
  version,
});
