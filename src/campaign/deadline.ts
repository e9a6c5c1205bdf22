import type { Day } from '../time/zone.ts';
import type { SessionSelector } from './measures/selector.ts';

/** Whose date it is: the notice's own, or one that the office has set. */
export type DateSource = 'notice' | 'office';

/** By when a requirement has to be met, as the campaign file says it. */
export interface Deadline {
  readonly from: DateSource;
  readonly rule: DateRule;
}

export type DateRule =
  | { readonly kind: 'day'; readonly day: Day }
  /** A day for each category of units; others have none. */
  | { readonly kind: 'category'; readonly days: ReadonlyMap<string, Day> }
  /** So many days after a session of this kind that counts. */
  | {
      readonly kind: 'after';
      readonly sessions: SessionSelector;
      readonly count: number;
      readonly of: 'days' | 'workdays';
    };

/** By when somebody has to have met a requirement. `agreed`: the office has given them more time. */
export interface Due {
  readonly day: Day;
  readonly from: DateSource | 'agreed';
}

/** The days that the rule names, soonest first; none where it depends on what happens. */
export function daysNamed(deadline: Deadline | null): readonly Day[] {
  if (deadline === null || deadline.rule.kind === 'after') return [];
  const { rule } = deadline;
  return rule.kind === 'day' ? [rule.day] : [...new Set(rule.days.values())].sort();
}
