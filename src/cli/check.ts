import { readFile } from 'node:fs/promises';
import type { Campaign, Requirement } from '../campaign/campaign.ts';
import type { Deadline } from '../campaign/deadline.ts';
import { endedWords } from '../campaign/ended.ts';
import { checkRoster } from '../campaign/fit.ts';
import { type Loaded, loadCampaign } from '../campaign/load.ts';
import { describeSelector } from '../campaign/measures/selector.ts';
import type { Mistake as SheetMistake } from '../roster/mistakes.ts';
import { parseRoster } from '../roster/parse.ts';
import { Roster } from '../roster/roster.ts';
import { readSheet } from '../roster/sheet.ts';
import { SheetError } from '../roster/sheet-error.ts';
import { openRosterStore, RosterDamagedError } from '../roster/store.ts';
import { FLAG_TITLE, ROLE_TITLE } from '../roster/words.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { type Day, Zone } from '../time/zone.ts';
import { table } from '../wording/table.ts';
import type { CommandIo, Environment } from './io.ts';
import { campaignIn, dataFolderIn, misunderstood, understood, zoneIn } from './order.ts';

const USAGE = '用法：npm run check [-- --campaign 活动文件 --roster 名册文件 --json]';

interface Report {
  readonly campaign: string;
  readonly requirements: readonly ReturnType<typeof told>[];
  readonly mistakes: readonly {
    readonly file: string;
    readonly line: number;
    readonly problem: string;
    readonly allowed: string;
  }[];
  readonly warnings: readonly string[];
  /** That all dates of the campaign are past, and what to do about it. */
  readonly ended: string | null;
}

/** Checks campaign and roster and prints what was understood. Answers 0 when both can be used, 1 on mistakes, 2 when not understood. */
export async function checkCommand(
  args: readonly string[],
  io: CommandIo,
  env: Environment,
  clock: Clock = systemClock,
): Promise<number> {
  const options = readArgs(args);
  if (!options) return misunderstood([USAGE], io);
  const file = options.campaign ?? campaignIn(env);
  const loaded = await readCampaign(file);
  const roster = await readRoster(options.roster, env);
  const today = new Zone(zoneIn(env)).dayOf(clock.now());
  const report = reportOf(file, loaded, roster, today);
  if (options.json) io.out(JSON.stringify(report, null, 2));
  else print(report, io);
  return report.mistakes.length > 0 ? 1 : 0;
}

const readArgs = (args: readonly string[]) =>
  understood({
    args: [...args],
    options: {
      campaign: { type: 'string' },
      roster: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })?.values;

async function readCampaign(file: string): Promise<Loaded> {
  try {
    return loadCampaign(await readFile(file, 'utf8'), { file });
  } catch {
    return {
      ok: false,
      mistakes: [
        {
          file,
          line: 0,
          place: '',
          problem: '读不到这个文件',
          allowed: '检查文件名，或写 --campaign 活动文件',
        },
      ],
    };
  }
}

interface RosterRead {
  readonly roster: Roster | null;
  readonly mistakes: Report['mistakes'];
  readonly warnings: readonly string[];
}

async function importedRoster(dataFolder: string): Promise<RosterRead> {
  try {
    const current = await openRosterStore(dataFolder).current();
    return { roster: current?.roster ?? null, mistakes: [], warnings: [] };
  } catch (error) {
    if (!(error instanceof RosterDamagedError)) throw error;
    const mistake = {
      file: error.file,
      line: 0,
      problem: `名册文件损坏：${error.problem}`,
      allowed: error.advice,
    };
    return { roster: null, mistakes: [mistake], warnings: [] };
  }
}

/** The roster file given, else the one imported last, else none. */
async function readRoster(file: string | undefined, env: Environment): Promise<RosterRead> {
  if (file === undefined) return importedRoster(dataFolderIn(env));
  try {
    const parsed = parseRoster(await readSheet(file));
    if ('data' in parsed) return { roster: new Roster(parsed.data), mistakes: [], warnings: parsed.notices };
    return {
      roster: null,
      mistakes: parsed.mistakes.map((mistake) => rosterMistake(file, mistake)),
      warnings: [],
    };
  } catch (error) {
    if (!(error instanceof SheetError)) throw error;
    return { roster: null, mistakes: [{ file, line: 0, problem: error.message, allowed: '' }], warnings: [] };
  }
}

function rosterMistake(
  file: string,
  { row, column, problem, allowed }: SheetMistake,
): Report['mistakes'][number] {
  return {
    file,
    line: row ?? 0,
    problem: column ? `${column}：${problem}` : problem,
    allowed: allowed ?? '',
  };
}

function reportOf(
  file: string,
  loaded: Loaded,
  { roster, mistakes, warnings }: RosterRead,
  today: Day,
): Report {
  if (!loaded.ok) {
    const all = [...loaded.mistakes, ...mistakes];
    return { campaign: file, requirements: [], mistakes: all, warnings, ended: null };
  }
  const { campaign } = loaded;
  const ended = endedWords(campaign, today);
  const fit = roster ? checkRoster(campaign, roster) : [];
  return {
    campaign: `${campaign.title}（${campaign.document}），${campaign.start} 至 ${campaign.end}`,
    requirements: campaign.requirements.map(told),
    mistakes,
    // A sheet and what is made of it are told the same once.
    warnings: [...new Set([...loaded.warnings, ...warnings, ...fit])],
    ended: ended ? `${ended.what}。${ended.advice}` : null,
  };
}

const EACH = { unit: '每个单位', branch: '每个支部', person: '每个人' } as const;

/** The requirement as the program understood it. */
const told = (requirement: Campaign['requirements'][number]) => ({
  id: requirement.id,
  title: requirement.title,
  clause: requirement.clause,
  who: whoOf(requirement),
  measure: requirement.measure.measure,
  counts: requirement.measure.description,
  min: requirement.min,
  max: requirement.max,
  due: deadlineText(requirement.due),
  from: requirement.due?.from ?? null,
  advisory: requirement.advisory,
});

const FROM = { notice: '通知定', office: '本县定' } as const;

/** Days as they stand in the file's calendar, never cut short. */
function deadlineText(deadline: Deadline | null): string | null {
  if (deadline === null) return null;
  const { rule } = deadline;
  if (rule.kind === 'day') return rule.day;
  if (rule.kind === 'category') return [...rule.days].map(([name, day]) => `${name} ${day}`).join('；');
  const unit = rule.of === 'days' ? '天' : '个工作日';
  return `${describeSelector(rule.sessions)}后${rule.count}${unit}内`;
}

function whoOf({ each, where }: Requirement): string {
  if (where.office === 'only') return '活动办';
  const besides = where.notRole.map((role) => `除${ROLE_TITLE[role]}`);
  const narrowed = [
    ...where.category,
    ...where.role.map((role) => ROLE_TITLE[role]),
    ...where.flag.map((flag) => FLAG_TITLE[flag]),
    ...(where.member ? ['限党员'] : []),
    ...besides,
  ];
  const who = narrowed.length > 0 ? `${EACH[each]}（${narrowed.join('、')}）` : EACH[each];
  return where.office === 'too' ? `${who}和活动办` : who;
}

function print(report: Report, io: CommandIo): void {
  if (report.ended !== null) io.out(`请先看这里：${report.ended}`);
  io.out(report.campaign);
  if (report.requirements.length > 0) {
    const rows = report.requirements.map(
      ({ id, title, clause, who, measure, counts, min, max, due, from, advisory }) => [
        id,
        title,
        clause,
        who,
        measure,
        counts,
        min === 'all' ? '全部' : String(min),
        max === null ? '—' : String(max),
        `${due ?? '通知没有写日期'}${from === null ? '' : `，${FROM[from]}`}${advisory ? '（提倡）' : ''}`,
      ],
    );
    for (const line of table([
      ['编号', '要求', '依据', '对谁', '计量', '计什么', '至少', '至多', '截止'],
      ...rows,
    ]))
      io.out(line);
  }
  for (const warning of report.warnings) io.out(`请留意：${warning}`);
  if (report.mistakes.length === 0) {
    io.out(report.ended === null ? '没有错误。' : '写法没有错误，但活动已经结束，见最前面。');
    return;
  }
  io.err(`有 ${report.mistakes.length} 处要改：`);
  for (const { file, line, problem, allowed } of report.mistakes)
    io.err(`${file}${line > 0 ? `:${line}` : ''}  ${problem}${allowed ? `。可填：${allowed}` : ''}`);
}
