import { leewayAround } from '../progress/dates.ts';
import type { UnitId } from '../roster/roster.ts';
import { shortDay } from '../wording/format.ts';
import type { View } from '../wording/wording.ts';
import { type Outlook, todayOf } from './outlook.ts';

/** What the office has agreed to within the unit: who, what, until when and why. A person's reason is nobody else's business. */
export function leewayViews(outlook: Outlook, scope: UnitId): View[] {
  const { progress } = outlook;
  const { roster } = progress;
  return leewayAround(progress, scope).map((record) => ({
    who: record.person === null ? roster.titleOf(record.about) : roster.nameOf(record.person),
    title: progress.requirement(record.requirement)?.title ?? record.requirement,
    until: record.kind === 'requirement.extended' ? shortDay(record.until, todayOf(outlook)) : null,
    reason: record.person === null ? record.reason : null,
  }));
}
