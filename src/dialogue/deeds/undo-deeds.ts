import { inFew } from '../../campaign/target-list.ts';
import type { State } from '../../progress/state.ts';
import { DEEDS, type DeedRecord, isDeed, type LedgerRecord } from '../../records/records.ts';
import type { Day } from '../../time/zone.ts';
import { shortDay } from '../../wording/format.ts';
import type { View } from '../../wording/wording.ts';

const SHOWN = 6;

/** Whether the record is of the deed that was named, or no deed was. */
export const isOfDeed = (record: LedgerRecord, named: string | undefined): boolean =>
  record.kind !== 'deed.logged' || !DEEDS.some((deed) => deed === named) || record.deed === named;

/** What one message logged: several households at once. */
export const deedsTogether = (state: State, target: DeedRecord): readonly DeedRecord[] =>
  state
    .authoredBy(target.person)
    .filter(isDeed)
    .filter(({ kind, deed, at }) => kind === target.kind && deed === target.deed && at === target.at);

const inListOrder = (a: string, b: string): number => a.localeCompare(b, 'zh', { numeric: true });

/** What is taken back, for `undo.deed-logged` and `undo.deed-planned`. */
export function deedView(records: readonly LedgerRecord[], today: Day): View {
  const deeds = records.filter(isDeed);
  const [first] = deeds;
  if (!first) return {};
  const targets = deeds.map(({ target }) => target).sort(inListOrder);
  return { deed: first.deed, what: inFew(targets, SHOWN), day: shortDay(first.day, today) };
}

/** What to type to do it over. */
export const deedAgain = ({ kind, deed }: DeedRecord): string =>
  kind === 'deed.planned' ? `${deed} 计划` : deed;
