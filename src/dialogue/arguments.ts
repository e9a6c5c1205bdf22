import { findTerm, type Term } from '../campaign/campaign.ts';
import { parseDuration, type StudyDay } from '../time/duration.ts';
import { addDays, type Day, isDay, weekdayOf } from '../time/zone.ts';

/** Words of an argument, full-width forms folded, split at white space and at the punctuation people put between words. */
export function wordsOf(rest: string): string[] {
  return rest
    .normalize('NFKC')
    .split(/[\s,、;，；。]+/)
    .filter((word) => word !== '');
}

/** Takes words off a list one kind at a time; what no kind claims is left. */
export class Arguments {
  #words: string[];

  constructor(rest: string) {
    this.#words = wordsOf(rest);
  }

  get left(): readonly string[] {
    return this.#words;
  }

  /** Removes and returns the first word that `read` understands. */
  take<T>(read: (word: string) => T | undefined): T | undefined {
    for (const [index, word] of this.#words.entries()) {
      const value = read(word);
      if (value === undefined) continue;
      this.#words.splice(index, 1);
      return value;
    }
    return undefined;
  }

  /** Removes every word that `read` understands. */
  takeAll<T>(read: (word: string) => T | undefined): T[] {
    const found: T[] = [];
    for (let value = this.take(read); value !== undefined; value = this.take(read)) found.push(value);
    return found;
  }

  takeTerm(terms: readonly Term[]): Term | undefined {
    return this.take((word) => findTerm(terms, word));
  }

  takeDuration(studyDay: StudyDay): number | undefined {
    return this.take((word) => (/^[上下]午$/.test(word) ? undefined : parseDuration(word, studyDay)));
  }

  takeDay(today: Day): Day | undefined {
    return this.take((word) => readDay(word, today));
  }

  takeTime(): TimeOfDay | undefined {
    return this.take(readTime);
  }
}

const RELATIVE: Readonly<Record<string, number>> = {
  前天: -2,
  昨天: -1,
  今天: 0,
  今日: 0,
  明天: 1,
  明日: 1,
  后天: 2,
};
const WEEKDAYS = '一二三四五六日';

/** `今天`, `后天`, `周五`, `下周一`, `3月5日`, `3-5`, `2014-03-05`. A bare weekday is the coming one, today included. */
export function readDay(word: string, today: Day): Day | undefined {
  const relative = RELATIVE[word];
  if (relative !== undefined) return addDays(today, relative);
  if (isDay(word)) return word;
  const weekday = /^(下)?(?:周|星期|礼拜)([一二三四五六日天])$/.exec(word);
  if (weekday) {
    const wanted = WEEKDAYS.indexOf((weekday[2] ?? '').replace('天', '日')) + 1;
    const ahead = wanted - weekdayOf(today);
    return addDays(today, weekday[1] ? ahead + 7 : (ahead + 7) % 7);
  }
  const date = /^(\d{1,2})(?:月|-|\/)(\d{1,2})[日号]?$/.exec(word);
  if (!date) return undefined;
  const day = `${today.slice(0, 4)}-${(date[1] ?? '').padStart(2, '0')}-${(date[2] ?? '').padStart(2, '0')}`;
  return isDay(day) ? day : undefined;
}

/** A time of day in minutes from midnight; `vague` for 上午, 下午, 晚上, which also suggest half a day. */
export interface TimeOfDay {
  readonly minute: number;
  readonly vague: boolean;
}

const PARTS: Readonly<Record<string, number>> = { 上午: 9 * 60, 中午: 12 * 60, 下午: 14 * 60, 晚上: 19 * 60 };

/** `9:30`, `下午2点半`, `14点`, `上午`. */
export function readTime(word: string): TimeOfDay | undefined {
  const vague = PARTS[word];
  if (vague !== undefined) return { minute: vague, vague: true };
  const match = /^(上午|中午|下午|晚上)?(\d{1,2})(?::([0-5]\d)|[点时](半|[0-5]?\d分?)?)$/.exec(word);
  if (!match) return undefined;
  const [, part, hourText = '', minuteText, after] = match;
  const hour = Number(hourText) + ((part === '下午' || part === '晚上') && Number(hourText) < 12 ? 12 : 0);
  if (hour > 23) return undefined;
  const minutes = minuteText ?? (after === '半' ? '30' : (after ?? '0').replace('分', ''));
  return { minute: hour * 60 + Number(minutes), vague: false };
}
