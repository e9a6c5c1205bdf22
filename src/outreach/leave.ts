import type { Person } from '../roster/roster.ts';
import { type Outlook, todayOf } from './outlook.ts';

/** Whether the person has leave today. Leave from a single session is not leave from reminders. */
export function isAway(outlook: Outlook, person: Person): boolean {
  const today = todayOf(outlook);
  return outlook.progress.state
    .leavesOf(person.id)
    .some((leave) => leave.session === null && leave.from <= today && today <= leave.to);
}
