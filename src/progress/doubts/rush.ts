import type { SessionFact } from '../../campaign/facts.ts';
import type { Attended } from '../../records/records.ts';
import { DAY, HOUR, SECOND } from '../../time/clock.ts';
import { attendances } from './attendances.ts';
import { type Rush, type Scope, within } from './doubt.ts';

/** Ten people do not come through one door and type a command within ten seconds; one person holding ten telephones may. */
const RUSH = { people: 10, within: 10 * SECOND } as const;

/** Check-ins on the spot that came too fast. Branch by branch: a county-wide meeting has many doors. */
export function rushes(scope: Scope): Rush[] {
  const { from, to } = scope.window;
  // People check in on the spot from an hour before a session to the end of its day.
  const heldAround = ({ start }: SessionFact): boolean => start - HOUR <= to && start + DAY > from;
  return attendances(scope, heldAround).flatMap(({ session, home, there }): Rush[] => {
    const rushed = fastest(there.filter(isOnSpot));
    const last = rushed.at(-1);
    if (!last || !within(scope.window, last.at)) return [];
    const key = `rush/${session.id}/${home}/${rushed.length}`;
    return [{ reason: 'rush', key, unit: home, at: last.at, records: rushed.map(({ id }) => id), session }];
  });
}

const isOnSpot = (record: Attended): boolean => record.mode === '现场' && record.late === null;

/** Oldest first. */
function fastest(records: readonly Attended[]): Attended[] {
  const sorted = records.toSorted((a, b) => a.at - b.at);
  const rushed = new Set<Attended>();
  for (const [index, last] of sorted.entries()) {
    const run = sorted.slice(Math.max(0, index - RUSH.people + 1), index + 1);
    const [first] = run;
    if (first && run.length === RUSH.people && last.at - first.at <= RUSH.within)
      for (const each of run) rushed.add(each);
  }
  return [...rushed];
}
