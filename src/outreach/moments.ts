import type { Instant } from '../time/clock.ts';
import { atOnce } from '../time/steps.ts';
import { nextDigestTime, nextReminderTime } from './calendar.ts';
import type { Outlook, Reach } from './outlook.ts';
import { planReminders } from './reminders.ts';

export interface NextMoments {
  /** When the next reminder would be sent if nothing else happened; undefined when none would. */
  readonly reminder: Instant | undefined;
  readonly digest: Instant | undefined;
}

/** What comes next, for whoever travels in time. */
export function nextMoments(outlook: Outlook, reach: Reach): NextMoments {
  return { reminder: nextReminder(outlook, reach), digest: nextDigestTime(outlook) };
}

function nextReminder(outlook: Outlook, reach: Reach): Instant | undefined {
  let now = nextReminderTime(outlook);
  while (now !== undefined && atOnce(planReminders({ ...outlook, now }, reach)).length === 0)
    now = nextReminderTime({ ...outlook, now });
  return now;
}
