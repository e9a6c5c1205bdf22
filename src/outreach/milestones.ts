import type { Campaign, Requirement } from '../campaign/campaign.ts';
import { type Due, daysNamed } from '../campaign/deadline.ts';
import type { Workdays } from '../time/workdays.ts';
import type { Day } from '../time/zone.ts';

/** A requirement that may be reminded about today. */
export interface Pressing {
  readonly requirement: Requirement;
  /** Null where there is no date: then it is reminded of as if it fell due when the campaign ends. */
  readonly due: Due | null;
  readonly day: Day;
  /** Workdays still to come until the due day, that day included; negative once it has passed. */
  readonly left: number;
  /** Milestones reached by today, the latest first: `T+5`, `T-1`, `T-3`, `T-7`. Never empty. */
  readonly reached: readonly [string, ...string[]];
}

/** Whether somebody may be reminded of it today: those who have been given more time are not asked earlier than the others. */
export function mayPress(requirement: Requirement, calendar: Calendar): boolean {
  const { due, advisory } = requirement;
  if (advisory) return false;
  if (due?.rule.kind === 'after') return true;
  const [day] = daysNamed(due);
  return pressing(requirement, due && day ? { day, from: due.from } : null, calendar) !== undefined;
}

/** What is worth a reminder today of what falls due then; undefined for what is advisory or still far away. */
export function pressing(
  requirement: Requirement,
  due: Due | null,
  { campaign, workdays, today }: Calendar,
): Pressing | undefined {
  if (requirement.advisory) return undefined;
  const { reminders: rules, end } = campaign;
  const day = due?.day ?? end;
  const left = workdays.between(today, day);
  const late = due !== null && today > day ? Math.max(0, -left) : 0;
  const isOver = due === null && today > end;
  const reached = isOver ? [] : [...overdue(late, rules.overdueEvery), ...ahead(left, rules.before)];
  const [latest, ...earlier] = reached.map((milestone) => milestone + suffixOf(requirement, due));
  return latest === undefined ? undefined : { requirement, due, day, left, reached: [latest, ...earlier] };
}

/** What decides on which day something presses. */
interface Calendar {
  readonly campaign: Pick<Campaign, 'reminders' | 'end'>;
  readonly workdays: Workdays;
  readonly today: Day;
}

/** A day that may be another next time begins its milestones anew. */
const suffixOf = ({ due: deadline }: Requirement, due: Due | null): string =>
  due !== null && (due.from === 'agreed' || deadline?.rule.kind !== 'day') ? `/${due.day}` : '';

function ahead(left: number, before: readonly number[]): string[] {
  const reached = before.filter((days) => left <= days).sort((a, b) => a - b);
  return reached.map((days) => `T-${days}`);
}

function overdue(late: number, every: number): string[] {
  const times = Math.floor(late / every);
  return Array.from({ length: times }, (_, index) => `T+${(times - index) * every}`);
}
