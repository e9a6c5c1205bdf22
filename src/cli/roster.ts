import { type Changes, compareRosters } from '../roster/changes.ts';
import { askedReport } from '../roster/identity/asked-report.ts';
import { type Identified, identify } from '../roster/identity/identify.ts';
import { parseRoster } from '../roster/parse.ts';
import { reachReport } from '../roster/reach-report.ts';
import { changesReport, countsReport, mistakesReport, sizeOf } from '../roster/report.ts';
import { Roster, type RosterData } from '../roster/roster.ts';
import { readSheet } from '../roster/sheet.ts';
import { SheetError } from '../roster/sheet-error.ts';
import { RosterDamagedError, type RosterVersion, UnclearIdentityError } from '../roster/store.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import type { OnProgress } from '../time/on-progress.ts';
import { Zone } from '../time/zone.ts';
import type { CommandIo, Environment } from './io.ts';
import { adviceFor, DEFAULT_ZONE, misunderstood } from './order.ts';
import { withBar } from './progress-bar.ts';
import { type Order, readOrder, USAGE } from './roster-order.ts';

/** More people than this share leaving at once is a wrong file more often than the truth. */
const LARGEST_LEAVING = 0.2;

/** `import FILE` and `show`. Answers the exit code: 0 done, 1 refused, 2 not understood. Prints no webhook key. */
export async function rosterCommand(
  args: readonly string[],
  io: CommandIo,
  env: Environment,
  clock: Clock = systemClock,
): Promise<number> {
  const order = readOrder(args, env);
  if (!order) return misunderstood(USAGE, io);
  try {
    return order.action === 'show' ? await show(order, io) : await importFile(order, io, clock);
  } catch (error) {
    io.err(adviceOn(error));
    return 1;
  }
}

async function show({ store, zone: name }: Order, io: CommandIo): Promise<number> {
  const zone = zoneNamed(name);
  const current = await store.current();
  if (!current) {
    io.err('还没有名册。下一步：npm run roster -- import 名册.xlsx');
    return 1;
  }
  const { version, at, roster } = current;
  io.out(`名册第 ${version} 版，${zone.dayOf(at)} ${zone.time(at)} 导入：${sizeOf(roster)}`);
  for (const line of countsReport(roster)) io.out(line);
  return 0;
}

/** The zone only shows when the roster was imported, so a wrong name is no reason to show nothing. */
function zoneNamed(name: string): Zone {
  try {
    return new Zone(name);
  } catch {
    return new Zone(DEFAULT_ZONE);
  }
}

async function importFile(order: Order, io: CommandIo, clock: Clock): Promise<number> {
  const parsed = await withBar((bar) => readImport(order, clock, bar.stage('导入名册')));
  if ('mistakes' in parsed) {
    io.err(`名册里有 ${parsed.mistakes.length} 处要改，一行也没有导入：`);
    for (const line of mistakesReport(parsed.mistakes)) io.err(line);
    io.err('下一步：改好后再导入一次');
    return 1;
  }
  if ('asked' in parsed) return refuseUnclear(parsed, io);
  const { before, roster, changes } = parsed;
  if (before && !order.sure && leavesTooMany(changes, before))
    return refuseLeaving(changes, roster, before, io);
  for (const line of countsReport(roster)) io.out(line);
  for (const line of reachReport(roster, before?.roster ?? null)) io.out(line);
  for (const notice of parsed.notices) io.out(`请留意：${notice}`);
  if (order.dryRun) return tellDryRun(changes, roster, before, io);
  return store(order, parsed.listed, before, io, clock);
}

/** The long part of an import: a county of tens of thousands takes seconds to read and to compare. */
async function readImport({ file, store, told }: Order, clock: Clock, onProgress: OnProgress) {
  onProgress(0, 4);
  const rows = await readSheet(file);
  onProgress(1, 4);
  const parsed = parseRoster(rows);
  if ('mistakes' in parsed) return parsed;
  onProgress(2, 4);
  const before = await store.current();
  onProgress(3, 4);
  const identified = identify(before?.roster ?? null, parsed.data, told, clock.now());
  onProgress(4, 4);
  if ('asked' in identified) return identified;
  const roster = new Roster(identified.data);
  const changes = compareRosters(before?.roster ?? null, roster);
  return { listed: parsed.data, notices: parsed.notices, before, roster, changes };
}

function refuseUnclear({ asked }: Extract<Identified, { asked: unknown }>, io: CommandIo): number {
  io.err('单位或账号有变动，要先说明原来的是现在的哪一个，一行也没有导入：');
  for (const line of askedReport(asked)) io.err(line);
  return 1;
}

function leavesTooMany({ left }: Changes, { roster }: RosterVersion): boolean {
  return left.length > roster.people.length * LARGEST_LEAVING;
}

function refuseLeaving(
  changes: Changes,
  roster: Roster,
  { roster: { people } }: RosterVersion,
  io: CommandIo,
): number {
  const { length } = changes.left;
  io.err(
    `现有 ${people.length} 人中有 ${length} 人不在这个文件里，没有导入。多半是选错了文件，或只有部分单位。`,
  );
  for (const line of changesReport(changes, roster)) io.err(line);
  io.err('下一步：核对文件；如果他们确实都离开了，在命令后面加上 --yes 再导入一次');
  return 1;
}

function tellDryRun(changes: Changes, roster: Roster, before: RosterVersion | null, io: CommandIo): number {
  tellChanges(changes, roster, before, io);
  io.out('只检查，没有写入。下一步：去掉 --dry-run 再运行一次');
  return 0;
}

async function store(
  order: Order,
  data: RosterData,
  before: RosterVersion | null,
  io: CommandIo,
  clock: Clock,
): Promise<number> {
  const imported = await order.store.import(data, clock.now(), order.told);
  const { roster } = imported;
  tellChanges(imported, roster, before, io);
  io.out(`名册第 ${imported.version} 版：${sizeOf(roster)}`);
  io.out(nextStep(imported.version, before));
  return 0;
}

function nextStep(version: number, before: RosterVersion | null): string {
  if (!before) return '下一步：npm start 启动机器人，然后请书记在各自的群里 @机器人 发送“/绑定”';
  if (version === before.version) return '内容和现在的名册一样，没有存新的一版';
  return '下一步：不用重启，正在运行的机器人会自动换用新名册';
}

function tellChanges(changes: Changes, roster: Roster, before: RosterVersion | null, io: CommandIo): void {
  const lines = before ? changesReport(changes, roster) : ['这是第一次导入'];
  for (const line of lines) io.out(line);
}

const DISK_ADVICE: Readonly<Record<string, string>> = {
  EACCES: '没有权限读写数据目录，请检查目录的权限',
  EPERM: '没有权限读写数据目录，请检查目录的权限',
  EROFS: '数据目录是只读的，请换一个目录（--data-dir）',
  ENOSPC: '磁盘满了，没有导入；请腾出空间后再导入一次',
  ENOTDIR: '数据目录的位置上是一个文件，请换一个目录（--data-dir）',
  EEXIST: '数据目录的位置上是一个文件，请换一个目录（--data-dir）',
};

/** What went wrong and what to do. Throws what is not the file's or the disk's fault. */
function adviceOn(error: unknown): string {
  if (error instanceof SheetError) return error.message;
  if (error instanceof UnclearIdentityError)
    return '名册刚刚被另一次导入换过，没有导入。下一步：再导入一次，看看现在要说明什么';
  if (error instanceof RosterDamagedError)
    return `名册文件损坏，不敢往下做：${error.message}。下一步：${error.advice}`;
  return adviceFor(error, DISK_ADVICE);
}
