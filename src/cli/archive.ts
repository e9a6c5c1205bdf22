import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ArchiveBrief } from '../archive/brief.ts';
import { FileMissingError } from '../archive/files.ts';
import { ArchiveExistsError, ArchiveFolder } from '../archive/folder.ts';
import { type Ledger, Ledgers } from '../archive/ledgers.ts';
import { safeName } from '../archive/names.ts';
import { pack } from '../archive/pack.ts';
import { ArchiveRights } from '../archive/rights.ts';
import type { Campaign } from '../campaign/campaign.ts';
import { loadCampaign } from '../campaign/load.ts';
import { campaignWords } from '../campaign/words.ts';
import { BoxDamagedError } from '../journal/box/box.ts';
import { readFileBox } from '../journal/box/file-box.ts';
import { OpinionBox } from '../journal/box/opinion-box.ts';
import { type Disk, nodeDisk } from '../journal/disk.ts';
import { readStored } from '../journal/files/file-store.ts';
import { JournalDamagedError } from '../journal/journal.ts';
import { JournalSnapshot } from '../journal/read.ts';
import { Progress } from '../progress/progress.ts';
import { State } from '../progress/state.ts';
import type { FileHash } from '../records/records.ts';
import type { Roster } from '../roster/roster.ts';
import { openRosterStore, RosterDamagedError } from '../roster/store.ts';
import { type Clock, type Instant, systemClock } from '../time/clock.ts';
import type { OnProgress } from '../time/on-progress.ts';
import { Zone } from '../time/zone.ts';
import { nearest } from '../wording/nearest.ts';
import { loadWording, WordingError } from '../wording/wording.ts';
import type { CommandIo, Environment } from './io.ts';
import { adviceFor, campaignIn, dataFolderIn, misunderstood, understood, zoneIn } from './order.ts';
import { type ProgressBar, withBar } from './progress-bar.ts';

const USAGE = [
  '用法：npm run archive -- 单位 [--to 目录] [--data-dir 目录]',
  '  把单位和它下级的台账、纪要、文件装订成一个文件夹，放进目录（默认 ./archive）',
  '  单位写名册里的全名，例如 县教育局 或 县教育局/机关第一支部；写活动办的名称就是全县',
];
const MESSAGES = new URL('../../templates/messages/', import.meta.url);

interface Order {
  readonly unit: string;
  readonly to: string;
  readonly dataFolder: string;
  readonly campaign: string;
  readonly zone: string;
}

/** What the person who typed the command can put right, in their words. */
class ArchiveRefusal extends Error {
  override readonly name = 'ArchiveRefusal';
}

/** Packs the archive of a unit. Answers the exit code: 0 done, 1 refused, 2 not understood. Locks and changes nothing it reads. */
export async function archiveCommand(
  args: readonly string[],
  io: CommandIo,
  env: Environment,
  clock: Clock = systemClock,
  disk: Disk = nodeDisk,
): Promise<number> {
  const order = readOrder(args, env);
  if (!order) return misunderstood(USAGE, io);
  try {
    const lines = await interruptible((watch) => makeArchive(order, clock, disk, watch));
    for (const line of lines) io.out(line);
    return 0;
  } catch (error) {
    io.err(adviceOn(error));
    return 1;
  }
}

function readOrder(args: readonly string[], env: Environment): Order | undefined {
  const typed = understood({
    args: [...args],
    allowPositionals: true,
    options: { to: { type: 'string', default: './archive' }, 'data-dir': { type: 'string' } },
  });
  const [unit = '', ...more] = typed?.positionals ?? [];
  if (!typed || unit.trim() === '' || more.length > 0) return undefined;
  return {
    unit: unit.trim().replace(/\/+$/, ''),
    to: resolve(typed.values.to),
    dataFolder: typed.values['data-dir'] ?? dataFolderIn(env),
    campaign: campaignIn(env),
    zone: zoneIn(env),
  };
}

type Watch = (title: string) => OnProgress;

/** Does the work with a bar. Ctrl+C ends it at its next step, so that it can clear away what it has begun. */
async function interruptible<T>(work: (watch: Watch) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(new ArchiveRefusal('已停下，没有装订，也没有留下半个文件夹'));
  const watched =
    (bar: ProgressBar): Watch =>
    (title) => {
      const show = bar.stage(title);
      return (done, total) => {
        stopping.signal.throwIfAborted();
        show(done, total);
      };
    };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, stop);
  try {
    return await withBar((bar) => work(watched(bar)));
  } finally {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, stop);
  }
}

async function makeArchive(order: Order, clock: Clock, disk: Disk, watch: Watch): Promise<readonly string[]> {
  const roster = await readRoster(order);
  const unit = unitNamed(roster, order.unit);
  const final = join(order.to, safeName(`${unit.title.replaceAll('/', ' ')}档案`));
  const folder = await ArchiveFolder.begin(final, disk);
  try {
    const brief = await briefOf({ order, roster, unit, clock }, watch);
    const { units, records, files } = await pack(brief, folder);
    const { zone } = brief.progress;
    await folder.finish(`装订日期：${zone.dayOf(clock.now())}`);
    return [
      `${final}：${units} 个单位的台账，${records} 条记录，${files} 个文件`,
      '下一步：打开里面的 目录.html 看一看，再照 说明.txt 核对和移交',
    ];
  } catch (error) {
    await folder.discard().catch(() => {});
    throw error;
  }
}

async function readRoster({ dataFolder }: Order): Promise<Roster> {
  const current = await openRosterStore(dataFolder).current();
  if (!current)
    throw new ArchiveRefusal(
      `${dataFolder} 里没有名册，没有装订。请检查数据目录：在 .env 里写 DATA_DIR，或在命令后面加 --data-dir 目录`,
    );
  return current.roster;
}

function unitNamed(roster: Roster, name: string) {
  const unit = roster.units.find(({ title }) => title === name);
  if (unit) return unit;
  const guess = nearest(
    name,
    roster.units.map(({ title }) => title),
  );
  const hint = guess === undefined ? '请用 npm run roster -- show 看单位名称' : `是不是“${guess}”？`;
  throw new ArchiveRefusal(`名册里没有“${name}”这个单位，没有装订。${hint}`);
}

interface Wanted {
  readonly order: Order;
  readonly roster: Roster;
  readonly unit: ReturnType<typeof unitNamed>;
  readonly clock: Clock;
}

async function briefOf({ order, roster, unit, clock }: Wanted, watch: Watch): Promise<ArchiveBrief> {
  const campaign = await readCampaign(order.campaign);
  const state = new State();
  const all = new Ledgers();
  const privateKeys = new Set<string>();
  const journal = await JournalSnapshot.open(order.dataFolder);
  await journal.read(({ commit }) => {
    state.apply(commit);
    all.add(commit);
    for (const { message } of commit.outbox) if (message.to.kind === 'person') privateKeys.add(message.key);
  }, watch('读台账'));
  state.opinions.setBox((await OpinionBox.open(readFileBox(order.dataFolder))).opinions);
  state.follow(roster);
  const zone = new Zone(order.zone);
  const progress = new Progress(campaign, roster, state, zone, () => zone.dayOf(clock.now()));
  const rights = new ArchiveRights(progress, unit.id, privateKeys);
  const ledgers = all.all().filter(({ unit: each }) => rights.covers(each));
  if (ledgers.length === 0) throw new ArchiveRefusal(`“${unit.title}”还没有任何记录，没有可以装订的`);
  const until = latestIn(ledgers);
  const { say } = loadWording(fileURLToPath(MESSAGES), { ...campaignWords(campaign) });
  const file = (hash: FileHash): Promise<Uint8Array> => readStored(order.dataFolder, hash);
  return { unit, progress, rights, ledgers, until, say, file, onProgress: watch('装订') };
}

const latestIn = (ledgers: readonly Ledger[]): Instant =>
  ledgers.reduce((latest, { parts }) => parts.reduce((late, { at }) => Math.max(late, at), latest), 0);

async function readCampaign(file: string): Promise<Campaign> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new ArchiveRefusal(`读不到活动文件 ${file}，没有装订。请检查 .env 里的 CAMPAIGN`);
  });
  const loaded = loadCampaign(text, { file });
  if (loaded.ok) return loaded.campaign;
  throw new ArchiveRefusal(`活动文件 ${file} 有误，没有装订。请先运行 npm run check 核对`);
}

const DISK_ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: '磁盘满了，没有装订，也没有留下半个文件夹；请腾出空间，或用 --to 换一个磁盘，再运行一次',
  EDQUOT: '磁盘配额用完了，没有装订；请腾出空间，或用 --to 换一个磁盘，再运行一次',
  EFBIG: '有文件大得这个磁盘放不下，没有装订；请用 --to 换一个磁盘',
  EACCES: '没有权限读数据目录或写档案目录，没有装订；请换一个有权限的用户，或用 --to 换一个目录',
  EPERM: '没有权限读数据目录或写档案目录，没有装订；请换一个有权限的用户，或用 --to 换一个目录',
  EROFS: '档案目录是只读的，没有装订；请用 --to 换一个目录',
  ENOTDIR: '档案目录的位置上是一个文件，没有装订；请用 --to 换一个目录',
  EEXIST: '档案目录的位置上是一个文件，没有装订；请用 --to 换一个目录',
  ENOENT: '数据目录里没有台账，没有装订；请检查 DATA_DIR，或在命令后面加 --data-dir 目录',
};

/** What went wrong and what to do. Throws what nobody foresaw. */
function adviceOn(error: unknown): string {
  if (error instanceof ArchiveRefusal) return error.message;
  if (error instanceof ArchiveExistsError)
    return `${error.folder} 已经有了，没有覆盖。请先把它移走或改名，或用 --to 换一个目录`;
  if (error instanceof FileMissingError)
    return `台账里记着的文件“${error.file.name}”不在数据目录里，或者内容被改动过，没有装订。请从备份恢复 files/${error.file.hash.slice(0, 2)}/${error.file.hash}，再运行一次`;
  if (error instanceof JournalDamagedError)
    return `台账文件损坏，没有装订：${error.message}\n请不要自行修改，从备份恢复这个文件后再运行一次`;
  if (error instanceof BoxDamagedError) return `意见箱损坏，没有装订：\n${error.message}`;
  if (error instanceof RosterDamagedError)
    return `名册文件损坏，没有装订：${error.message}\n下一步：${error.advice}，然后再运行一次`;
  if (error instanceof WordingError) return `话术文件有误，没有装订：templates/messages/${error.message}`;
  return adviceFor(error, DISK_ADVICE);
}
