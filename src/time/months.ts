import { addDays, type Day, daysBetween, toDay } from './zone.ts';

/** The same day so many months later; the last one of a month that is too short. */
export function addMonths(day: Day, count: number): Day {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  const start = toDay(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`);
  const last = lastOfMonth(start);
  const same = addDays(start, Number(day.slice(8)) - 1);
  return same < last ? same : last;
}

/** The last day of the month the day lies in. */
export function lastOfMonth(day: Day): Day {
  const next = addDays(toDay(`${day.slice(0, 7)}-01`), 31);
  return addDays(toDay(`${next.slice(0, 7)}-01`), -1);
}

/** How many calendar months from the first day to the last, both included: 10 April to 9 July is three. */
export function monthsOf(first: Day, last: Day): number {
  const end = addDays(last, 1);
  if (end <= first) return 0;
  let whole = 0;
  while (addMonths(first, whole + 1) <= end) whole++;
  const begun = addMonths(first, whole);
  return whole + daysBetween(begun, end) / daysBetween(begun, addMonths(first, whole + 1));
}
