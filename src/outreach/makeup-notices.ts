import { ALONE, type Outgoing, type Target } from '../journal/outgoing.ts';
import { makeupsWaiting } from '../progress/makeups-waiting.ts';
import type { MakeupLogged } from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';
import { isoWeek } from '../time/zone.ts';
import { isReminderTime } from './calendar.ts';
import { isAway } from './leave.ts';
import { type Outlook, type Reach, todayOf } from './outlook.ts';

/** Once a week at most, to whoever looks at them: how many make-ups of a branch wait. */
export function planMakeupNotices(outlook: Outlook, reach: Reach): Outgoing[] {
  if (!isReminderTime(outlook)) return [];
  const { state, roster } = outlook.progress;
  return roster.units.flatMap(({ id, title }): Outgoing[] => {
    const waiting = makeupsWaiting(state, roster, id);
    const key = `makeups/${id}/${isoWeek(todayOf(outlook))}`;
    if (waiting.length === 0 || state.outbox.has(key)) return [];
    const to = recipientFor(outlook, reach, id, waiting);
    if (!to) return [];
    const count = waiting.filter((each) => !isOwn(to, each)).length;
    const text = outlook.say('makeup.remind', { count, unit: title });
    return [
      {
        ...{ key, to, ...ALONE },
        content: { type: 'markdown', mention: [], text },
      },
    ];
  });
}

/** Nobody looks at their own. */
const isOwn = (to: Target, { person }: MakeupLogged): boolean => to.kind === 'person' && to.person === person;

/** A secretary who can be reached and has something to look at, else the group; nobody where neither can. */
function recipientFor(
  outlook: Outlook,
  reach: Reach,
  unit: UnitId,
  waiting: readonly MakeupLogged[],
): Target | undefined {
  const secretary = outlook.progress.roster
    .holders('secretary', unit)
    .filter((person) => reach.reachesPerson(person.id) && !isAway(outlook, person))
    .find(({ id }) => waiting.some(({ person }) => person !== id));
  if (secretary) return { kind: 'person', person: secretary.id };
  return reach.reachesGroup(unit) ? { kind: 'group', unit } : undefined;
}
