import type { Day } from '../time/zone.ts';
import { type DateRule, type Deadline, daysNamed } from './deadline.ts';
import type { Reading } from './reading.ts';
import type { DeadlineFile } from './schema-deadline.ts';

/** The deadline as days of the calendar; what is wrong with it goes to the reading's mistakes. */
export function readDeadline(
  by: DeadlineFile | undefined,
  path: readonly PropertyKey[],
  reading: Reading,
): Deadline | null {
  if (by === undefined) return null;
  const deadline: Deadline = { from: by.from, rule: ruleOf(by, reading) };
  const [first] = daysNamed(deadline);
  if (first !== undefined && first < reading.start)
    reading.mistake(path, '截止日早于活动开始日', `不早于 ${reading.start}`);
  return deadline;
}

function ruleOf(by: DeadlineFile, { resolve }: Reading): DateRule {
  if ('after' in by) {
    const { between, ...sessions } = by.after;
    const moved = between && { between: [resolve(between[0]), resolve(between[1])] satisfies [Day, Day] };
    return { kind: 'after', sessions: { ...sessions, ...moved }, count: by.count, of: by.of };
  }
  return typeof by.date === 'string'
    ? { kind: 'day', day: resolve(by.date) }
    : {
        kind: 'category',
        days: new Map(Object.entries(by.date).map(([category, day]) => [category, resolve(day)])),
      };
}
