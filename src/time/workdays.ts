import notices from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, type Day, weekdayOf } from './zone.ts';

/** Years for which chinese-days holds the State Council's holiday notices. Outside them only weekends and a few fixed days are known. */
export const KNOWN_YEARS = { from: 2004, to: 2026 } as const;

/** What the law has as holidays on the same days of every year; the rest follows the moon, or the notice of the year. */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/** The office's own corrections: days that are rest days, and days that are worked (make-up days). */
export interface WorkdayOverrides {
  readonly rest: readonly Day[];
  readonly work: readonly Day[];
}

/** Which days people work, in mainland China. */
export class Workdays {
  readonly #rest: ReadonlySet<Day>;
  readonly #work: ReadonlySet<Day>;
  /** Plans ask for the same few hundred days again and again. */
  readonly #known = new Map<Day, boolean>();

  constructor(overrides: WorkdayOverrides = { rest: [], work: [] }) {
    this.#rest = new Set(overrides.rest);
    this.#work = new Set(overrides.work);
  }

  isWorkday(day: Day): boolean {
    const known = this.#known.get(day) ?? this.#lookUp(day);
    this.#known.set(day, known);
    return known;
  }

  #lookUp(day: Day): boolean {
    if (this.#rest.has(day)) return false;
    if (this.#work.has(day)) return true;
    // The library's data and not its functions: those read a day in the zone of the machine, which may not be there yet.
    if (Object.hasOwn(notices.holidays, day)) return false;
    if (Object.hasOwn(notices.workdays, day)) return true;
    return weekdayOf(day) < 6 && (this.knowsYear(day) || !FIXED_HOLIDAYS.has(day.slice(5)));
  }

  /** Whether holidays are known for the day's year, or only weekends and the days that are free in every year. */
  knowsYear(day: Day): boolean {
    const year = Number(day.slice(0, 4));
    return year >= KNOWN_YEARS.from && year <= KNOWN_YEARS.to;
  }

  /** Workdays in `(from, to]`; negative when `to` lies before `from`, 0 when they are the same day. */
  between(from: Day, to: Day): number {
    if (to < from) return -this.between(to, from);
    let count = 0;
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (this.isWorkday(day)) count++;
    return count;
  }

  /** The day on which so many workdays after this one have begun. */
  after(day: Day, count: number): Day {
    let [last, left] = [day, count];
    while (left > 0) {
      last = addDays(last, 1);
      if (this.isWorkday(last)) left--;
    }
    return last;
  }
}
