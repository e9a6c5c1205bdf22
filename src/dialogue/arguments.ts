import { findTerm, type Term } from '../campaign/campaign.ts';
import { parseDuration, type StudyDay } from '../time/duration.ts';
import { addDays, type Day, daysBetween, isDay, weekdayOf } from '../time/zone.ts';

/** Words of an argument, full-width forms folded, split at white space and at the punctuation people put between words. */
export function wordsOf(rest: string): string[] {
  return rest
    .normalize('NFKC')
    .split(/[\s,、;，；。!?]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Takes words off a list one kind at a time; what no kind claims is left. */
export class Arguments {
  #words: string[];

  constructor(rest: string) {
    this.#words = wordsOf(rest).flatMap(apart);
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

  takeDay(today: Day, lean: Lean = 'ahead'): Day | undefined {
    return this.take((word) => readDay(word, today, lean));
  }

  takeTime(): TimeOfDay | undefined {
    return this.take(readTime);
  }
}

// Maps, because every object knows a `constructor`, which people may type.
const RELATIVE: ReadonlyMap<string, number> = new Map(
  Object.entries({
    前天: -2,
    昨天: -1,
    昨日: -1,
    今天: 0,
    今日: 0,
    明天: 1,
    明日: 1,
    后天: 2,
    大后天: 3,
  }),
);
const WEEKDAYS = '一二三四五六日';
const WEEKS: Readonly<Record<string, number>> = { 上: -7, 本: 0, 这: 0, 下: 7 };

/** Which weekday is meant by its bare name: the coming one, today included, or the last one. */
export type Lean = 'ahead' | 'back';

/** `今天`, `后天`, `周五`, `下周一`, `3月5日`, `5日`, `3-5`, `2014-03-05`. A day without its year or month is the nearest such day. */
export function readDay(word: string, today: Day, lean: Lean = 'ahead'): Day | undefined {
  const relative = RELATIVE.get(word);
  if (relative !== undefined) return addDays(today, relative);
  if (isDay(word)) return word;
  const weekday = /^([上本这下])?(?:周|星期|礼拜)([一二三四五六日天])$/.exec(word);
  if (weekday) {
    const wanted = WEEKDAYS.indexOf((weekday[2] ?? '').replace('天', '日')) + 1;
    const ahead = wanted - weekdayOf(today);
    const week = WEEKS[weekday[1] ?? ''];
    if (week !== undefined) return addDays(today, ahead + week);
    return addDays(today, lean === 'ahead' ? (ahead + 7) % 7 : -((7 - ahead) % 7));
  }
  const date = /^(?:(\d{4})年)?(\d{1,2})(?:月|-|\/)(\d{1,2})[日号]?$|^(\d{1,2})[日号]$/.exec(word);
  if (!date) return undefined;
  const [, year, month, dayOfMonth = '', alone] = date;
  const candidates = alone === undefined ? years(today, year) : months(today);
  return nearestDay(
    candidates.map((start) => dated(start, month, alone ?? dayOfMonth)),
    today,
  );
}

/** `2014-`: this year and its neighbours, or the year that was named. */
const years = (today: Day, named: string | undefined): string[] =>
  named === undefined ? [-1, 0, 1].map((step) => `${Number(today.slice(0, 4)) + step}-`) : [`${named}-`];

/** `2014-03-`: this month and its neighbours. */
const months = (today: Day): string[] =>
  [-1, 0, 1].map((step) => addDays(`${today.slice(0, 8)}15` as Day, step * 30).slice(0, 8));

function dated(start: string, month: string | undefined, day: string): string {
  const parts = month === undefined ? [day] : [month, day];
  return start + parts.map((part) => part.padStart(2, '0')).join('-');
}

function nearestDay(texts: readonly string[], today: Day): Day | undefined {
  const [nearest] = texts
    .filter(isDay)
    .sort((a, b) => Math.abs(daysBetween(today, a)) - Math.abs(daysBetween(today, b)));
  return nearest;
}

const DAY_IN_FRONT =
  /^(大?[前后]天|[昨今明][天日]|[上本这下]?(?:周|星期|礼拜)[一二三四五六日天]|(?:\d{4}年)?\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号])(.+)$/;

/** `明天上午9点` is two words, as if a space stood between. */
function apart(word: string): string[] {
  const [, day, time] = DAY_IN_FRONT.exec(word) ?? [];
  return day !== undefined && time !== undefined && readTime(time) !== undefined ? [day, time] : [word];
}

/** Whether a word that was not understood seems to tell a day, a time or a length: better asked about than guessed at. */
export const tellsTime = (word: string): boolean =>
  /\d[点时天:]|\d(?:个?小时|个?钟头|分钟?)|\d月\d|^[\d.]+$|[一二三四五六七八九十两半]个?(?:小时|钟头|点)|[上下]午|早上|[今明][早晚]|[昨今明]天|(?:周|星期)[一二三四五六日天]/.test(
    word,
  );

/** A time of day in minutes from midnight; `vague` for 上午, 下午, 晚上, which also suggest half a day. */
export interface TimeOfDay {
  readonly minute: number;
  readonly vague: boolean;
}

const PARTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    早上: 8 * 60,
    上午: 9 * 60,
    中午: 12 * 60,
    下午: 14 * 60,
    晚上: 19 * 60,
  }),
);

const HOUR_IN_WORDS = /(十[一二]?|[一二两三四五六七八九])(?=[点时])/;
const HOURS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** `9:30`, `下午2点半`, `八点`, `14点`, `上午`. */
export function readTime(word: string): TimeOfDay | undefined {
  const vague = PARTS.get(word);
  if (vague !== undefined) return { minute: vague, vague: true };
  const digits = word.replace(HOUR_IN_WORDS, (hour) => String(HOURS.indexOf(hour.replace('两', '二'))));
  const match = /^(早上|上午|中午|下午|晚上)?(\d{1,2})(?::([0-5]\d)|[点时](半|[0-5]?\d分?)?)$/.exec(digits);
  if (!match) return undefined;
  const [, part, hourText = '', minuteText, after] = match;
  const hour = Number(hourText) + ((part === '下午' || part === '晚上') && Number(hourText) < 12 ? 12 : 0);
  if (hour > 23) return undefined;
  const minutes = minuteText ?? (after === '半' ? '30' : (after ?? '0').replace('分', ''));
  return { minute: hour * 60 + Number(minutes), vague: false };
}
