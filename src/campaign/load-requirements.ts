import { type Day, isDay } from '../time/zone.ts';
import { nearest } from '../wording/nearest.ts';
import type { Requirement } from './campaign.ts';
import type { Deadline } from './deadline.ts';
import { readDeadline } from './load-deadline.ts';
import { measures } from './measures/index.ts';
import type { Measure, Rules } from './measures/measure.ts';
import { mistakesOf } from './mistakes.ts';
import type { Reading } from './reading.ts';
import { type CampaignFrame, FLAG_WORDS, type RequirementFile, ROLE_WORDS } from './schema.ts';

/** A requirement as written, and its place in the file's list. */
export interface Written {
  readonly raw: RequirementFile;
  readonly index: number;
}

/** Binds each requirement to its measure; what is wrong goes to the reading's mistakes. */
export function readRequirements(
  written: readonly Written[],
  data: CampaignFrame,
  reading: Reading,
): Requirement[] {
  const ids = new Set<string>();
  return written.flatMap(({ raw, index }) => {
    const path = ['requirements', index];
    if (ids.has(raw.id)) reading.mistake([...path, 'id'], `编号“${raw.id}”重复`, '每条要求的编号只能用一次');
    ids.add(raw.id);
    const measure = measures.get(raw.measure);
    if (!measure) {
      tellUnknownMeasure(raw.measure, path, reading);
      return [];
    }
    checkFit(raw, measure, path, reading);
    const words = { of: raw.of, by: raw.by };
    for (const { path: inside, word, list, allowed } of unknownWords(words, data))
      reading.mistake([...path, ...inside], `“${word}”没有列在 ${list} 里`, allowed);
    const bound = measure.bind(resolveDays(raw.of, reading.resolve), rulesOf(raw, measure, data, reading));
    if ('error' in bound) {
      reading.mistakes.push(...mistakesOf(reading.file, reading.places, bound.error.issues, [...path, 'of']));
      return [];
    }
    const due = readDeadline(raw.by, [...path, 'by'], reading);
    return [toRequirement(raw, bound.use, due)];
  });
}

function rulesOf(raw: RequirementFile, measure: Measure, data: CampaignFrame, { studyDay }: Reading): Rules {
  const { people, quorum, except } = raw;
  return {
    studyDay,
    quorum: quorum ?? measure.quorum ?? data.quorum,
    whom: {
      roles: people.map((word) => ROLE_WORDS[word]),
      words: people,
      categories: raw.people_in,
      excused: [...data.excuse, ...except.flag].map((word) => FLAG_WORDS[word]),
    },
  };
}

function tellUnknownMeasure(word: string, path: readonly PropertyKey[], reading: Reading): void {
  const near = nearest(word, measures.keys());
  const names = [...measures.keys()].join('、');
  const allowed = near ? `${names}（您要写的是不是“${near}”）` : names;
  reading.mistake([...path, 'measure'], `没有“${word}”这种计量方式`, allowed);
}

function checkFit(
  raw: RequirementFile,
  measure: Measure,
  path: readonly PropertyKey[],
  { mistake }: Reading,
): void {
  if (!measure.each.includes(raw.each))
    mistake([...path, 'each'], `“${raw.measure}”不能用于 each: ${raw.each}`, measure.each.join('、'));
  if (raw.min === 'all' && !measure.countsAll)
    mistake([...path, 'min'], `“${raw.measure}”没有“全部”可言`, '写一个数，如 min: 1');
  if (raw.max !== null && typeof raw.min === 'number' && raw.max < raw.min)
    mistake([...path, 'max'], '最多数比最少数还小', `不小于 ${raw.min}`);
}

function toRequirement(
  raw: RequirementFile,
  measure: Requirement['measure'],
  due: Deadline | null,
): Requirement {
  return {
    id: raw.id,
    title: raw.title,
    clause: raw.clause,
    each: raw.each,
    where: {
      category: raw.where.category,
      role: raw.where.role.map((word) => ROLE_WORDS[word]),
      notRole: raw.where.not_role.map((word) => ROLE_WORDS[word]),
      flag: raw.where.flag.map((word) => FLAG_WORDS[word]),
      member: raw.where.member,
      office: raw.where.office,
    },
    except: { flag: raw.except.flag.map((word) => FLAG_WORDS[word]) },
    measure,
    min: raw.min,
    max: raw.max,
    due,
    advisory: raw.advisory,
    readers: raw.readers,
  };
}

/** Days inside `of`, written out or relative, as the days they are. */
function resolveDays(of: unknown, resolve: (day: string) => Day): unknown {
  if (typeof of === 'string') return isDay(of) || /^day \d+$/.test(of) ? resolve(of) : of;
  if (Array.isArray(of)) return of.map((each) => resolveDays(each, resolve));
  if (typeof of !== 'object' || of === null) return of;
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, resolveDays(value, resolve)]));
}

interface UnknownWord {
  readonly path: readonly PropertyKey[];
  readonly word: string;
  readonly list: string;
  readonly allowed: string;
}

/** Activities, topics and modes a requirement names must be among the words the campaign lists. */
function* unknownWords(
  of: unknown,
  data: CampaignFrame,
  path: readonly PropertyKey[] = [],
): Generator<UnknownWord> {
  if (typeof of !== 'object' || of === null || Array.isArray(of)) return;
  const lists = { activity: 'activities', topic: 'topics', mode: 'modes', document: 'documents' } as const;
  for (const [key, value] of Object.entries(of)) {
    const list =
      key === 'activity' || key === 'topic' || key === 'mode' || key === 'document' ? lists[key] : undefined;
    if (!list || !Array.isArray(value)) {
      yield* unknownWords(value, data, [...path, key]);
      continue;
    }
    const names = data[list].map((term) => term.name);
    for (const [index, word] of value.entries())
      if (typeof word === 'string' && !names.includes(word))
        yield { path: [...path, key, index], word, list, allowed: names.join('、') || `先在 ${list} 里列出` };
  }
}
