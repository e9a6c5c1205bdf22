import { type Changes, compareRosters } from '../roster/changes.ts';
import { parseRoster } from '../roster/parse.ts';
import { changesReport, countsReport, mistakesReport, sizeOf } from '../roster/report.ts';
import { Roster, type RosterData } from '../roster/roster.ts';
import { readSheet } from '../roster/sheet.ts';
import { SheetError } from '../roster/sheet-error.ts';
import {
  openRosterStore,
  RosterDamagedError,
  type RosterStore,
  type RosterVersion,
} from '../roster/store.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import type { OnProgress } from '../time/on-progress.ts';
import { Zone } from '../time/zone.ts';
import type { CommandIo, Environment } from './io.ts';
import { adviceFor, DEFAULT_ZONE, dataFolderIn, misunderstood, understood, zoneIn } from './order.ts';
import { withBar } from './progress-bar.ts';

/** More people than this share leaving at once is a wrong file more often than the truth. */
const LARGEST_LEAVING = 0.2;

const USAGE = [
  '用法：',
  '  npm run roster -- import 名册.xlsx [--data-dir 目录] [--dry-run] [--yes]   导入名册（.xlsx 或 .csv）',
  '  npm run roster -- show [--data-dir 目录]                                  看现在的名册',
  '  --dry-run  只检查，不写入      --yes  许多人离开时也照样导入',
];

interface Order {
  readonly action: 'import' | 'show';
  readonly file: string;
  readonly store: RosterStore;
  readonly dryRun: boolean;
  readonly sure: boolean;
  readonly zone: string;
}

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

function readOrder(args: readonly string[], env: Environment): Order | undefined {
  const typed = understood({
    args: [...args],
    allowPositionals: true,
    options: {
      'data-dir': { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
  });
  const [action, file = '', ...more] = typed?.positionals ?? [];
  if (!typed || (action !== 'import' && action !== 'show')) return undefined;
  if ((action === 'import') !== (file !== '') || more.length > 0) return undefined;
  const { values } = typed;
  const store = openRosterStore(values['data-dir'] ?? dataFolderIn(env));
  return { action, file, store, dryRun: values['dry-run'], sure: values.yes, zone: zoneIn(env) };
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
  const parsed = await withBar((bar) => readImport(order, bar.stage('导入名册')));
  if ('mistakes' in parsed) {
    io.err(`名册里有 ${parsed.mistakes.length} 处要改，一行也没有导入：`);
    for (const line of mistakesReport(parsed.mistakes)) io.err(line);
    io.err('下一步：改好后再导入一次');
    return 1;
  }
  const { before, changes } = parsed;
  if (before && !order.sure && leavesTooMany(changes, before)) return refuseLeaving(changes, before, io);
  for (const line of countsReport(new Roster(parsed.data))) io.out(line);
  for (const notice of parsed.notices) io.out(`请留意：${notice}`);
  return order.dryRun ? tellDryRun(changes, before, io) : store(order, parsed.data, before, io, clock);
}

/** The long part of an import: a county of tens of thousands takes seconds to read and to compare. */
async function readImport({ file, store }: Order, onProgress: OnProgress) {
  onProgress(0, 4);
  const rows = await readSheet(file);
  onProgress(1, 4);
  const parsed = parseRoster(rows);
  if ('mistakes' in parsed) return parsed;
  onProgress(2, 4);
  const before = await store.current();
  onProgress(3, 4);
  const changes = compareRosters(before?.roster ?? null, parsed.data);
  onProgress(4, 4);
  return { ...parsed, before, changes };
}

function leavesTooMany({ left }: Changes, { roster }: RosterVersion): boolean {
  return left.length > roster.people.length * LARGEST_LEAVING;
}

function refuseLeaving(changes: Changes, { roster }: RosterVersion, io: CommandIo): number {
  const { length } = changes.left;
  io.err(
    `现有 ${roster.people.length} 人中有 ${length} 人不在这个文件里，没有导入。多半是选错了文件，或只有部分单位。`,
  );
  for (const line of changesReport(changes)) io.err(line);
  io.err('下一步：核对文件；如果他们确实都离开了，在命令后面加上 --yes 再导入一次');
  return 1;
}

function tellDryRun(changes: Changes, before: RosterVersion | null, io: CommandIo): number {
  tellChanges(changes, before, io);
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
  const imported = await order.store.import(data, clock.now());
  tellChanges(imported, before, io);
  io.out(`名册第 ${imported.version} 版：${sizeOf(new Roster(data))}`);
  io.out(nextStep(imported.version, before));
  return 0;
}

function nextStep(version: number, before: RosterVersion | null): string {
  if (!before) return '下一步：npm start 启动机器人，然后请书记在各自的群里 @机器人 发送“/绑定”';
  if (version === before.version) return '内容和现在的名册一样，没有存新的一版';
  return '下一步：不用重启，正在运行的机器人会自动换用新名册';
}

function tellChanges(changes: Changes, before: RosterVersion | null, io: CommandIo): void {
  const lines = before ? changesReport(changes) : ['这是第一次导入'];
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
  if (error instanceof RosterDamagedError)
    return `名册文件损坏，不敢往下做：${error.message}。下一步：${error.advice}`;
  return adviceFor(error, DISK_ADVICE);
}
