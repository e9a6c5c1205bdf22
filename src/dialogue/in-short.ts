import { tellerOf } from '../progress/teller.ts';
import { definitionOf, type LedgerRecord } from '../records/records.ts';
import { excerpt } from '../wording/plain.ts';
import type { Context } from './command.ts';

/** Characters of a record that remind its author of it. */
const LONGEST = 60;

/** What a record is called and what it says, short enough for a reply. */
export function inShort({ progress }: Pick<Context, 'progress'>, record: LedgerRecord) {
  const { label, tells } = definitionOf(record.kind);
  return { label, words: excerpt(tells(record, tellerOf(progress)), LONGEST) };
}
