import chineseDays from 'chinese-days';
import { addDays, type Day, weekdayOf } from './zone.ts';

/** Years for which chinese-days holds the State Council's holiday notices. Outside them it only knows weekends. */
export const KNOWN_YEARS = { from: 2004, to: 2026 } as const;

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
    return this.knowsYear(day) ? chineseDays.isWorkday(day) : weekdayOf(day) < 6;
  }

  /** Whether holidays are known for the day's year, or only weekends. */
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
}
