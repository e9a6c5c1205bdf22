import { ALONE, type Outgoing, type Target } from '../journal/outgoing.ts';
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
    const count = state.makeups.waitingIn(id).length;
    const key = `makeups/${id}/${isoWeek(todayOf(outlook))}`;
    const to = count === 0 || state.outbox.has(key) ? undefined : recipientFor(outlook, reach, id);
    if (!to) return [];
    const text = outlook.say('makeup.remind', { count, unit: title });
    return [
      {
        ...{ key, to, ...ALONE },
        content: { type: 'markdown', mention: [], text },
      },
    ];
  });
}

/** A secretary who can be reached, else the group; nobody where neither can. */
function recipientFor(outlook: Outlook, reach: Reach, unit: UnitId): Target | undefined {
  const secretary = outlook.progress.roster
    .holders('secretary', unit)
    .find((person) => reach.reachesPerson(person.id) && !isAway(outlook, person));
  if (secretary) return { kind: 'person', person: secretary.id };
  return reach.reachesGroup(unit) ? { kind: 'group', unit } : undefined;
}
