import { LineCounter, parseDocument } from 'yaml';
import { KNOWN_YEARS } from '../time/workdays.ts';
import { minuteOf, toDay } from '../time/zone.ts';
import type { Campaign } from './campaign.ts';
import { loadAppraisal } from './load-appraisal.ts';
import { readDeeds } from './load-deeds.ts';
import { documentsOf, phasesOf } from './load-documents.ts';
import { followUpsOf } from './load-follow-ups.ts';
import { loadOpinions } from './load-opinions.ts';
import { readRequirements } from './load-requirements.ts';
import { inChinese, type Mistake, mistakesOf, YamlPlaces } from './mistakes.ts';
import { type LoadOptions, readingOf } from './reading.ts';
import {
  type CampaignFile,
  campaignSchema,
  FLAG_WORDS,
  frameSchema,
  ROLE_WORDS,
  rawCampaign,
  requirementSchema,
} from './schema.ts';

export type Loaded =
  | { readonly ok: true; readonly campaign: Campaign; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

export type { LoadOptions } from './reading.ts';

/** Reads a campaign file. Every mistake is found at once, with its line. */
export function loadCampaign(text: string, options: LoadOptions): Loaded {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    return { ok: false, mistakes: document.errors.map((error) => syntax(options.file, error)) };
  const places = new YamlPlaces(document, lines);
  const raw: unknown = document.toJS();
  const parsed = campaignSchema.safeParse(raw, inChinese);
  if (parsed.success) return build(parsed.data, places, options);
  const mistakes = mistakesOf(options.file, places, parsed.error.issues);
  return { ok: false, mistakes: [...mistakes, ...otherMistakes(raw, places, options)] };
}

/** What is wrong with the requirements that are well-formed themselves, when something else in the file is not. */
function otherMistakes(raw: unknown, places: YamlPlaces, options: LoadOptions): readonly Mistake[] {
  const { requirements, ...rest } = rawCampaign.safeParse(raw).data ?? { requirements: [] };
  const frame = frameSchema.safeParse(rest);
  if (!frame.success) return [];
  const sound = requirements.flatMap((each, index) => {
    const parsed = requirementSchema.safeParse(each);
    return parsed.success ? [{ raw: parsed.data, index }] : [];
  });
  const reading = readingOf(frame.data, places, options);
  readRequirements(sound, frame.data, reading);
  return reading.mistakes;
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
  const reading = readingOf(data, places, options);
  const { start, studyDay, resolve, mistake, mistakes } = reading;
  const requirements = readRequirements(
    data.requirements.map((raw, index) => ({ raw, index })),
    data,
    reading,
  );
  const { lists, deeds } = readDeeds(data, mistake);
  const documents = documentsOf(data, mistake);
  const phases = phasesOf(data, mistake);
  const end = resolve(data.end);
  if (end < start) mistake(['end'], '活动结束日早于开始日', `不早于 ${start}`);
  const appraisal = loadAppraisal(data, studyDay, mistake);
  const opinions = loadOpinions(data.opinions, mistake);
  const followUps = followUpsOf(data, mistake);
  if (mistakes.length > 0) return { ok: false, mistakes };

  const campaign: Campaign = {
    id: data.id,
    title: data.title,
    document: data.document,
    start,
    end,
    studyDay,
    quorum: data.quorum,
    excuse: data.excuse.map((word) => FLAG_WORDS[word]),
    activities: data.activities,
    topics: data.topics,
    modes: data.modes,
    groups: data.groups.map(({ role, flag, ...term }) => ({
      ...term,
      role: role.map((word) => ROLE_WORDS[word]),
      flag: flag.map((word) => FLAG_WORDS[word]),
    })),
    lists,
    deeds,
    texts: data.texts,
    documents,
    phases,
    appraisal,
    opinions,
    followUps,
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
    digest: { ...data.digest, at: minuteOf(data.digest.at) ?? 0 },
    doubts: { lateEntry: data.doubts.late_entry, deedsADay: data.doubts.deeds_a_day },
    workdays: { rest: data.workdays.rest.map(toDay), work: data.workdays.work.map(toDay) },
  };
  return { ok: true, campaign, warnings: warningsOf(campaign) };
}

function warningsOf(campaign: Campaign): string[] {
  const years = [campaign.start, campaign.end].map((day) => Number(day.slice(0, 4)));
  const unknown = years.filter((year) => year < KNOWN_YEARS.from || year > KNOWN_YEARS.to);
  const warnings = [...new Set(unknown)].map(
    (year) =>
      `没有 ${year} 年的节假日数据，只按周末和元旦、五一、国庆休息计算；请在 workdays 里补上 rest（放假）和 work（调休上班）日期`,
  );
  for (const requirement of campaign.requirements)
    if (requirement.due === null && !requirement.advisory)
      warnings.push(`“${requirement.id}”没有写截止日（by），到活动快结束时才提醒`);
  return warnings;
}
