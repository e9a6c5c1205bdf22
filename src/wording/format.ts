import type { Day } from '../time/zone.ts';
import { weekdayOf } from '../time/zone.ts';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'];

/** `3月5日`; with its year where that is not today's. */
export function shortDay(day: Day, today: Day): string {
  return day.slice(0, 4) === today.slice(0, 4) ? monthAndDay(day) : fullDay(day);
}

/** `3月5日（周三）`; with its year where that is not today's. */
export function dayWithWeekday(day: Day, today: Day): string {
  return `${shortDay(day, today)}（周${WEEKDAYS[weekdayOf(day) - 1]}）`;
}

const monthAndDay = (day: Day): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;

/** `1.5`, `3`: never `3.0`. */
export function amount(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** `张三、李四`; beyond `most`, `张三、李四等8人`. */
export function nameList(names: readonly string[], most: number, counter = '人'): string {
  if (names.length <= most) return names.join('、');
  return `${names.slice(0, most).join('、')}等${names.length}${counter}`;
}

/** `2014年3月5日` */
export const fullDay = (day: Day): string => `${day.slice(0, 4)}年${monthAndDay(day)}`;
