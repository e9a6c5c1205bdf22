import type { SessionFact } from '../../campaign/facts.ts';
import type { Instant } from '../../time/clock.ts';
import { type LongDay, type Scope, within } from './doubt.ts';

/** Days on which a unit settled more study than a day holds. */
export function longDays({ progress, sessions, window }: Scope): LongDay[] {
  const settledAt = ({ id }: SessionFact): Instant => progress.state.closing(id)?.at ?? 0;
  const days = Map.groupBy(sessions, ({ unit, day }) => `${unit}/${day}`);
  return [...days].flatMap(([key, held]): LongDay[] => {
    const [first] = held;
    const minutes = held.reduce((sum, session) => sum + (session.minutes ?? 0), 0);
    const at = Math.max(...held.map(settledAt));
    if (!first || minutes <= progress.campaign.studyDay.day || !within(window, at)) return [];
    const { unit, day } = first;
    const records = held.map(({ id }) => id);
    return [{ reason: 'long-day', key: `long-day/${key}/${minutes}`, unit, at, records, day, minutes }];
  });
}
