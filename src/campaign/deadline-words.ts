import type { Day } from '../time/zone.ts';
import { dayWithWeekday, shortDay } from '../wording/format.ts';
import type { Say } from '../wording/wording.ts';
import type { DateRule, Deadline, Due } from './deadline.ts';
import { describeSelector } from './measures/selector.ts';

/** How a date is put: `4月11日前`, `4月11日截止`, or with its weekday. */
export type DueForm = 'before' | 'until' | 'weekday';

/**
 * The one way in which a date is put into words: with whose it is. Without a day of its own, what the campaign file says of it;
 * where that says nothing, that the notice has none.
 */
export function dueInWords(
  say: Say,
  deadline: Deadline | null,
  due: Due | null | undefined,
  today: Day,
  form: DueForm = 'before',
): string {
  if (due) return dated(say, form, dayIn(form, due.day, today), due.from);
  if (deadline === null) return say('deadline.none');
  const { rule, from } = deadline;
  if (rule.kind === 'day') return dated(say, form, dayIn(form, rule.day, today), from);
  return say('deadline.rule', { words: ruleInWords(say, rule, today), from: say(`deadline.from-${from}`) });
}

const dated = (say: Say, form: DueForm, day: string, from: Due['from']): string =>
  say(`deadline.${form === 'weekday' ? 'until' : form}`, { day, from: say(`deadline.from-${from}`) });

const dayIn = (form: DueForm, day: Day, today: Day): string =>
  form === 'weekday' ? dayWithWeekday(day, today) : shortDay(day, today);

function ruleInWords(say: Say, rule: Exclude<DateRule, { kind: 'day' }>, today: Day): string {
  if (rule.kind === 'after')
    return say(`deadline.after-${rule.of}`, { sessions: describeSelector(rule.sessions), count: rule.count });
  return [...rule.days]
    .map(([category, day]) => say('deadline.category', { category, day: shortDay(day, today) }))
    .join('；');
}
