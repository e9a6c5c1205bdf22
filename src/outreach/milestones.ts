import type { ReminderRules, Requirement } from '../campaign/campaign.ts';
import type { Workdays } from '../time/workdays.ts';
import type { Day } from '../time/zone.ts';

/** A requirement that may be reminded about today. */
export interface Pressing {
  readonly requirement: Requirement;
  readonly due: Day;
  /** Workdays still to come until the due day, that day included; negative once it has passed. */
  readonly left: number;
  /** Milestones reached by today, the latest first: `T+5`, `T-1`, `T-3`, `T-7`. Never empty. */
  readonly reached: readonly [string, ...string[]];
}

/** What is worth a reminder of this requirement today; undefined for what is advisory, has no date or is still far away. */
export function pressing(
  requirement: Requirement,
  rules: ReminderRules,
  workdays: Workdays,
  today: Day,
): Pressing | undefined {
  const { due, advisory } = requirement;
  if (due === null || advisory) return undefined;
  const left = workdays.between(today, due);
  const late = today > due ? Math.max(0, -left) : 0;
  const [latest, ...earlier] = [...overdue(late, rules.overdueEvery), ...ahead(left, rules.before)];
  return latest === undefined ? undefined : { requirement, due, left, reached: [latest, ...earlier] };
}

function ahead(left: number, before: readonly number[]): string[] {
  const reached = before.filter((days) => left <= days).sort((a, b) => a - b);
  return reached.map((days) => `T-${days}`);
}

function overdue(late: number, every: number): string[] {
  const times = Math.floor(late / every);
  return Array.from({ length: times }, (_, index) => `T+${(times - index) * every}`);
}
