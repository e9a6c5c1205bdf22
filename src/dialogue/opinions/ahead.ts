import { type Day, daysBetween, isDay } from '../../time/zone.ts';
import { readDay } from '../arguments.ts';

/** A date further back than this is next year's. A nearer one was meant as it stands, and is refused as past. */
const RECENT = 60;

/** A day on which something is to be done: `4月10日`, `4月10日前`; `12月31日` said in April is not last year's. */
export function readDayAhead(word: string, today: Day): Day | undefined {
  const day = readDay(word.replace(/[前止]$/u, ''), today);
  if (day === undefined || /\d{4}/.test(word) || daysBetween(day, today) <= RECENT) return day;
  const next = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return isDay(next) ? next : day;
}
