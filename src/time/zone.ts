import dayjs from 'dayjs';
import timezone from 'dayjs/plugin/timezone.js';
import utc from 'dayjs/plugin/utc.js';
import { DAY, type Instant, MINUTE } from './clock.ts';

dayjs.extend(utc);
dayjs.extend(timezone);

/** A calendar day, `YYYY-MM-DD`, in the campaign's zone. Plain string order is time order. */
export type Day = string & { readonly __day: true };

/** What a wall clock shows in the zone. `weekday` is 1 (Monday) … 7 (Sunday), `minute` counts from midnight. */
export interface WallClock {
  readonly day: Day;
  readonly minute: number;
  readonly weekday: number;
}

const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a real calendar day: `2014-02-30` is not. */
export function isDay(text: string): text is Day {
  const match = DAY_PATTERN.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Parses `YYYY-MM-DD`. Throws a RangeError on anything else. */
export function toDay(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a calendar day: ${text}`);
  return text;
}

/** More days, and more quarters of an hour, than a campaign has; the memory of them must have an end. */
const REMEMBERED = 10_000;

const numberOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / DAY;

/** Days since 1970-01-01 and their dates: the same few dates are asked for with every record, and writing one takes long. */
const dates = new Map<number, Day>();

function dateOf(number: number): Day {
  const known = dates.get(number);
  if (known !== undefined) return known;
  const date = new Date(number * DAY).toISOString().slice(0, 10) as Day;
  if (dates.size >= REMEMBERED) dates.clear();
  dates.set(number, date);
  return date;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return dateOf(numberOf(day) + count);
}

/** How many days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/** 1 (Monday) … 7 (Sunday). */
export function weekdayOf(day: Day): number {
  return weekdayOfNumber(numberOf(day));
}

const weekdayOfNumber = (number: number): number => new Date(number * DAY).getUTCDay() || 7;

/** ISO 8601 week, `2014-W10`: the week that holds the year's first Thursday is week 1. */
export function isoWeek(day: Day): string {
  const thursday = addDays(day, 4 - weekdayOf(day));
  const year = thursday.slice(0, 4);
  const week = Math.floor(daysBetween(`${year}-01-01` as Day, thursday) / 7) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** No zone has changed its offset from UTC within a quarter of an hour since 1972. */
const QUARTER = 15 * MINUTE;

/** Conversions between instants and the wall clock of one time zone. */
export class Zone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  /** Milliseconds ahead of UTC, by quarter of an hour. */
  readonly #offsets = new Map<number, number>();

  /** Throws a RangeError for a zone the runtime does not know. */
  constructor(name: string) {
    this.name = name;
    this.#format = new Intl.DateTimeFormat('en-CA', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  }

  wall(at: Instant): WallClock {
    const local = at + this.#offset(at);
    const number = Math.floor(local / DAY);
    const minute = Math.floor((local - number * DAY) / MINUTE);
    return { day: dateOf(number), minute, weekday: weekdayOfNumber(number) };
  }

  // This runs once a record and more. Remembering the offset is some five times faster than a cached Intl formatter, which is
  // some seventy times faster than dayjs.tz.
  #offset(at: Instant): number {
    const quarter = Math.floor(at / QUARTER);
    const known = this.#offsets.get(quarter);
    if (known !== undefined) return known;
    const offset = this.#shown(quarter * QUARTER) - quarter * QUARTER;
    if (this.#offsets.size >= REMEMBERED) this.#offsets.clear();
    this.#offsets.set(quarter, offset);
    return offset;
  }

  /** What the zone's wall clock shows, read as if it were UTC. */
  #shown(at: Instant): number {
    const parts = new Map(this.#format.formatToParts(at).map((part) => [part.type, part.value]));
    const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
    const day = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
    return Date.parse(`${day}T${part('hour')}:${part('minute')}:00Z`);
  }

  dayOf(at: Instant): Day {
    return dateOf(Math.floor((at + this.#offset(at)) / DAY));
  }

  /** The instant at which the zone's wall clock shows this day and minute. */
  at(day: Day, minute: number): Instant {
    const hours = String(Math.floor(minute / 60)).padStart(2, '0');
    const minutes = String(minute % 60).padStart(2, '0');
    return dayjs.tz(`${day} ${hours}:${minutes}:00`, this.name).valueOf();
  }

  /** `09:05` */
  time(at: Instant): string {
    const { minute } = this.wall(at);
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  }
}

/** Minutes from midnight of `HH:MM`, or undefined when the text is not a time. */
export function minuteOf(time: string): number | undefined {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time);
  return match ? Number(match[1]) * 60 + Number(match[2]) : undefined;
}

/** Length of a span in whole minutes. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.floor((to - from) / MINUTE);
}
