import { z } from 'zod';
import { isDay } from '../time/zone.ts';
import { sessionSelector } from './measures/selector.ts';
import { inChinese } from './mistakes.ts';

/** A day of the calendar, or `day 45`: the 45th day of the campaign, its first day being day 1. */
export const dueDay = z.string().refine((text) => isDay(text) || /^day [1-9]\d{0,3}$/.test(text), {
  error: '应为日期（如 2014-05-10）或相对天数（如 day 45，活动首日为 day 1）',
});

const from = z.enum(['notice', 'office']).default('office');
const count = z.number().int().min(1).max(366);
const byCategory = z.record(z.string().min(1), dueDay);

/** A date of all, or one for each category of units. */
const dated = z.strictObject({ date: z.union([dueDay, byCategory]), from });

const relative = z
  .strictObject({
    after: sessionSelector.extend({ between: z.tuple([dueDay, dueDay]).optional() }),
    days: count.optional(),
    workdays: count.optional(),
    from,
  })
  .refine(({ days, workdays }) => (days === undefined) !== (workdays === undefined), {
    error: '应写 days（几天内）或 workdays（几个工作日内），两个里写一个',
  })
  .transform(({ after, days, workdays, from }) => ({
    after,
    ...(workdays === undefined
      ? { count: days ?? 0, of: 'days' as const }
      : { count: workdays, of: 'workdays' as const }),
    from,
  }));

const plain = dueDay.transform((date) => ({ date, from: 'office' as const }));
const categories = byCategory.transform((date) => ({ date, from: 'office' as const }));

/** What `by` may be: a day, `{ date, from }`, `{ after, days }`, or a day for each category. */
export const deadline = z.unknown().transform((value, context): DeadlineFile => {
  const parsed = formOf(value).safeParse(value, inChinese);
  if (parsed.success) return parsed.data;
  for (const { message, path } of parsed.error.issues) context.addIssue({ code: 'custom', message, path });
  return z.NEVER;
});

/** The form that is meant, so that a mistake is told of that form. */
function formOf(value: unknown) {
  if (typeof value !== 'object' || value === null) return plain;
  if ('after' in value) return relative;
  return 'date' in value ? dated : categories;
}

export type DeadlineFile = z.infer<typeof dated> | z.infer<typeof relative>;
