import { daysNamed } from '../campaign/deadline.ts';
import type { Outlook } from '../outreach/outlook.ts';
import type { Instant } from '../time/clock.ts';
import { addDays, type Day, daysBetween } from '../time/zone.ts';

const MORNING = 9 * 60;
const NOON = 12 * 60;

/** Nine o'clock on the next day on which people work. */
export function nextWorkingMorning({ zone, workdays, now }: Outlook): Instant {
  const { day, minute } = zone.wall(now);
  let next = minute < MORNING ? day : addDays(day, 1);
  while (!workdays.isWorkday(next)) next = addDays(next, 1);
  return zone.at(next, MORNING);
}

/** Noon of the next last day on which something is due, and what that is; undefined when nothing more is. */
export function nextDeadline({
  progress: { campaign },
  zone,
  now,
}: Outlook): { readonly at: Instant; readonly title: string } | undefined {
  const dues = campaign.requirements.flatMap(({ due, title }) =>
    daysNamed(due).map((day) => ({ at: zone.at(day, NOON), title })),
  );
  return dues.filter(({ at }) => at > now).toSorted((a, b) => a.at - b.at)[0];
}

/** `活动第17天` */
export function campaignDay(start: Day, today: Day): string {
  return `活动第${daysBetween(start, today) + 1}天`;
}
