import { parseDuration, type StudyDay } from '../time/duration.ts';
import { addDays, type Day, daysBetween, toDay } from '../time/zone.ts';
import type { Mistake, YamlPlaces } from './mistakes.ts';
import type { CampaignFrame } from './schema.ts';

export interface LoadOptions {
  /** Name shown in mistakes. */
  readonly file: string;
  /** Moves the whole campaign so that it starts on this day; dates written out move along. */
  readonly start?: Day;
}

/** What every part of the file is read with: its dates, its study day, and where its mistakes are collected. */
export interface Reading {
  readonly file: string;
  readonly places: YamlPlaces;
  readonly start: Day;
  readonly studyDay: StudyDay;
  readonly mistakes: Mistake[];
  /** The calendar day of a date or of `day 45`, moved along with the campaign. */
  resolve(day: string): Day;
  mistake(path: readonly PropertyKey[], problem: string, allowed: string): void;
}

export function readingOf(data: CampaignFrame, places: YamlPlaces, options: LoadOptions): Reading {
  const shift = options.start ? daysBetween(toDay(data.start), options.start) : 0;
  const start = addDays(toDay(data.start), shift);
  const minutes = (length: string): number => parseDuration(length, { day: 0, halfDay: 0 }) ?? 0;
  const mistakes: Mistake[] = [];
  return {
    file: options.file,
    places,
    start,
    studyDay: { day: minutes(data.study_day), halfDay: minutes(data.half_day) },
    mistakes,
    resolve(day) {
      const relative = /^day (\d+)$/.exec(day);
      return relative ? addDays(start, Number(relative[1]) - 1) : addDays(toDay(day), shift);
    },
    mistake(path, problem, allowed) {
      const place = path
        .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
        .join('');
      const line = places.lineOf(path);
      mistakes.push({ file: options.file, line, place: place.replace(/^\./, ''), problem, allowed });
    },
  };
}
