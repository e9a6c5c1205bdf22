import { LineCounter, parseDocument } from 'yaml';
import { parseDuration } from '../time/duration.ts';
import { KNOWN_YEARS } from '../time/workdays.ts';
import { addDays, type Day, daysBetween, minuteOf, toDay } from '../time/zone.ts';
import { nearest } from '../wording/nearest.ts';
import type { Campaign, Requirement } from './campaign.ts';
import { measures } from './measures/index.ts';
import { inChinese, type Mistake, mistakesOf, YamlPlaces } from './mistakes.ts';
import { type CampaignFile, campaignSchema, FLAG_WORDS, type RequirementFile, ROLE_WORDS } from './schema.ts';

export type Loaded =
  | { readonly ok: true; readonly campaign: Campaign; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

export interface LoadOptions {
  /** Name shown in mistakes. */
  readonly file: string;
  /** Moves the whole campaign so that it starts on this day; dates written out move along. */
  readonly start?: Day;
}

/** Reads a campaign file. Every mistake is found at once, with its line. */
export function loadCampaign(text: string, options: LoadOptions): Loaded {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    return { ok: false, mistakes: document.errors.map((error) => syntax(options.file, error)) };
  const places = new YamlPlaces(document, lines);
  const parsed = campaignSchema.safeParse(document.toJS(), inChinese);
  if (!parsed.success) return { ok: false, mistakes: mistakesOf(options.file, places, parsed.error.issues) };
  return build(parsed.data, places, options);
}

function syntax(
  file: string,
  error: { message: string; linePos?: readonly { line: number }[] | undefined },
): Mistake {
  const [summary = ''] = error.message.split('\n');
  return {
    file,
    line: error.linePos?.[0]?.line ?? 1,
    place: '',
    problem: `文件格式有误：${summary.replace(/ at line .*/, '')}`,
    allowed: '检查缩进（用空格）、冒号后的空格和引号',
  };
}

function build(data: CampaignFile, places: YamlPlaces, options: LoadOptions): Loaded {
  const shift = options.start ? daysBetween(toDay(data.start), options.start) : 0;
  const start = addDays(toDay(data.start), shift);
  const resolve = (day: string): Day => {
    const relative = /^day (\d+)$/.exec(day);
    return relative ? addDays(start, Number(relative[1]) - 1) : addDays(toDay(day), shift);
  };
  const minutes = (length: string): number => parseDuration(length, { day: 0, halfDay: 0 }) ?? 0;
  const studyDay = { day: minutes(data.study_day), halfDay: minutes(data.half_day) };
  const mistakes: Mistake[] = [];
  const mistake = (path: readonly PropertyKey[], problem: string, allowed: string): void => {
    const place = path
      .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
      .join('');
    mistakes.push({
      file: options.file,
      line: places.lineOf(path),
      place: place.replace(/^\./, ''),
      problem,
      allowed,
    });
  };

  const requirements = data.requirements.flatMap((raw, index): Requirement[] => {
    const path = ['requirements', index];
    if (data.requirements.findIndex((other) => other.id === raw.id) < index)
      mistake([...path, 'id'], `编号“${raw.id}”重复`, '每条要求的编号只能用一次');
    const measure = measures.get(raw.measure);
    if (!measure) {
      const near = nearest(raw.measure, measures.keys());
      const names = [...measures.keys()].join('、');
      mistake(
        [...path, 'measure'],
        `没有“${raw.measure}”这种计量方式`,
        near ? `${names}（您要写的是不是“${near}”）` : names,
      );
      return [];
    }
    if (!measure.each.includes(raw.each))
      mistake([...path, 'each'], `“${raw.measure}”不能用于 each: ${raw.each}`, measure.each.join('、'));
    if (raw.min === 'all' && !measure.countsAll)
      mistake([...path, 'min'], `“${raw.measure}”没有“全部”可言`, '写一个数，如 min: 1');
    if (raw.max !== null && typeof raw.min === 'number' && raw.max < raw.min)
      mistake([...path, 'max'], '最多数比最少数还小', `不小于 ${raw.min}`);
    for (const unknown of unknownWords(raw.of, data))
      mistake(
        [...path, 'of', ...unknown.path],
        `“${unknown.word}”没有列在 ${unknown.list} 里`,
        unknown.allowed,
      );
    const bound = measure.bind(raw.of, studyDay);
    if ('error' in bound) {
      mistakes.push(...mistakesOf(options.file, places, bound.error.issues, [...path, 'of']));
      return [];
    }
    const due = raw.by === undefined ? null : resolve(raw.by);
    if (due !== null && due < start) mistake([...path, 'by'], '截止日早于活动开始日', `不早于 ${start}`);
    return [toRequirement(raw, bound.use, due)];
  });
  const end = resolve(data.end);
  if (end < start) mistake(['end'], '活动结束日早于开始日', `不早于 ${start}`);
  if (mistakes.length > 0) return { ok: false, mistakes };

  const campaign: Campaign = {
    id: data.id,
    title: data.title,
    document: data.document,
    start,
    end,
    studyDay,
    activities: data.activities,
    topics: data.topics,
    modes: data.modes,
    requirements,
    reminders: {
      at: minuteOf(data.reminders.at) ?? 0,
      before: data.reminders.before.toSorted((a, b) => b - a),
      overdueEvery: data.reminders.overdue_every,
      awake: {
        from: minuteOf(data.reminders.awake.from) ?? 0,
        until: minuteOf(data.reminders.awake.until) ?? 24 * 60,
      },
      weeklyBudget: data.reminders.weekly_budget,
      mention: data.reminders.mention,
    },
    digest: { weekday: data.digest.weekday, at: minuteOf(data.digest.at) ?? 0 },
    workdays: { rest: data.workdays.rest.map(toDay), work: data.workdays.work.map(toDay) },
  };
  return { ok: true, campaign, warnings: warningsOf(campaign) };
}

function toRequirement(raw: RequirementFile, measure: Requirement['measure'], due: Day | null): Requirement {
  return {
    id: raw.id,
    title: raw.title,
    clause: raw.clause,
    each: raw.each,
    where: { category: raw.where.category, role: raw.where.role.map((word) => ROLE_WORDS[word]) },
    except: { flag: raw.except.flag.map((word) => FLAG_WORDS[word]) },
    measure,
    min: raw.min,
    max: raw.max,
    due,
    advisory: raw.advisory,
    readers: raw.readers,
  };
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
  data: CampaignFile,
  path: readonly PropertyKey[] = [],
): Generator<UnknownWord> {
  if (typeof of !== 'object' || of === null || Array.isArray(of)) return;
  const lists = { activity: 'activities', topic: 'topics', mode: 'modes' } as const;
  for (const [key, value] of Object.entries(of)) {
    const list = key === 'activity' || key === 'topic' || key === 'mode' ? lists[key] : undefined;
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

function warningsOf(campaign: Campaign): string[] {
  const years = [campaign.start, campaign.end].map((day) => Number(day.slice(0, 4)));
  const unknown = years.filter((year) => year < KNOWN_YEARS.from || year > KNOWN_YEARS.to);
  const warnings = [...new Set(unknown)].map(
    (year) =>
      `没有 ${year} 年的节假日数据，只按周末休息计算；请在 workdays 里补上 rest（放假）和 work（调休上班）日期`,
  );
  for (const requirement of campaign.requirements)
    if (requirement.due === null && !requirement.advisory)
      warnings.push(`“${requirement.id}”没有写截止日（by），不会提前提醒`);
  return warnings;
}
