import { DAY } from '../../time/clock.ts';
import { daysBetween } from '../../time/zone.ts';
import { attendances } from './attendances.ts';
import { type LateEntry, type Scope, within } from './doubt.ts';

/** Attendance entered long after the session, by the home of those it was entered for. */
export function lateEntries(scope: Scope): LateEntry[] {
  const { zone, campaign } = scope.progress;
  return attendances(scope).flatMap(({ session, home, there }): LateEntry[] => {
    const daysAfter = (at: number): number => daysBetween(session.day, zone.dayOf(at));
    const entered = there.filter(
      ({ late, at }) =>
        late !== null && at - session.start > DAY && daysAfter(at) > campaign.doubts.lateEntry,
    );
    const at = Math.max(...entered.map((record) => record.at));
    if (entered.length === 0 || !within(scope.window, at)) return [];
    const key = `late-entry/${session.id}/${home}/${entered.length}`;
    const records = entered.map(({ id }) => id);
    return [{ reason: 'late-entry', key, unit: home, at, records, session, days: daysAfter(at) }];
  });
}
