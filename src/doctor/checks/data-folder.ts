import { randomUUID } from 'node:crypto';
import { mkdtemp, open, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { codeOf } from '../../journal/disk.ts';
import type { Keeper } from '../../journal/folder-lock.ts';
import type { Check } from '../check.ts';
import { type Finding, fine, warning, wrong } from '../finding.ts';
import type { Premises } from '../premises.ts';

const MEGABYTE = 1024 * 1024;
const GIGABYTE = 1024 * MEGABYTE;
const SCARCE = GIGABYTE;
const TOO_LITTLE = 100 * MEGABYTE;

type FreeSpace = (folder: string) => Promise<number>;

/** Whether what is confirmed to people can be kept. Leaves nothing behind and takes no lock, so a bot may run meanwhile. */
export const dataFolder = (premises: Premises, freeSpace: FreeSpace = freeBytes): Check => ({
  name: '数据目录',
  async run() {
    const { dataFolder: folder } = premises.config;
    try {
      const place = await nearestFolder(resolve(folder));
      const isThere = place === resolve(folder);
      await (isThere ? writeProbe(place) : makeProbe(place));
      return [roomIn(await freeSpace(place), stateOf(folder, isThere, await premises.bot()))];
    } catch (error) {
      return [unusable(folder, error)];
    }
  },
});

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** The folder itself, or the one in which it, or those above it, would be made. */
async function nearestFolder(path: string): Promise<string> {
  try {
    if (!(await stat(path)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    return path;
  } catch (error) {
    const above = dirname(path);
    if (codeOf(error) !== 'ENOENT' || above === path) throw error;
    return nearestFolder(above);
  }
}

/** As the ledger writes: made, filled, brought to the disk. */
async function writeProbe(folder: string): Promise<void> {
  const path = join(folder, `.doctor-${randomUUID()}`);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile('qunxue doctor\n');
    await file.sync();
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}

async function makeProbe(above: string): Promise<void> {
  const folder = await mkdtemp(join(above, '.doctor-'));
  try {
    await writeProbe(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function stateOf(folder: string, isThere: boolean, bot: Keeper | null): string {
  const state = isThere ? '能写' : '还没有，启动时会建';
  const running = bot && (bot.who === null ? '机器人正在启动' : `机器人正在运行，${bot.who}`);
  return [folder, state, running].filter((part) => part !== null).join('，');
}

function roomIn(bytes: number, state: string): Finding {
  const room =
    bytes < GIGABYTE ? `${Math.floor(bytes / MEGABYTE)} MB` : `${(bytes / GIGABYTE).toFixed(1)} GB`;
  if (bytes < TOO_LITTLE)
    return wrong(
      `磁盘只剩 ${room}，随时会写满（${state}）`,
      '马上腾出空间，或在 .env 里把 DATA_DIR 换到大一些的磁盘',
    );
  if (bytes < SCARCE)
    return warning(`磁盘只剩 ${room}（${state}）`, '腾出空间；大家发来的文件和照片都存在这里');
  return fine(`${state}，剩余 ${room}`);
}

const NO_RIGHT = ['不能写，没有权限', '让运行机器人的用户能读写这个目录，或在 .env 里改 DATA_DIR'] as const;
const NO_FOLDER = ['这个位置上是一个文件，不是目录', '在 .env 里把 DATA_DIR 改成一个目录'] as const;
const TROUBLES: Readonly<Record<string, readonly [text: string, advice: string]>> = {
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  EROFS: ['不能写，这个磁盘是只读的', '在 .env 里把 DATA_DIR 换到能写的磁盘'],
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  ENOSPC: ['写不进去，磁盘满了', '腾出空间，或在 .env 里把 DATA_DIR 换到大一些的磁盘'],
  EDQUOT: ['写不进去，这个用户的磁盘配额用完了', '腾出空间，或请管理员增加配额'],
};

function unusable(folder: string, error: unknown): Finding {
  const code = codeOf(error) ?? '';
  const [text, advice] = TROUBLES[code] ?? [
    `不能用（${code || '原因不明'}）`,
    '检查 .env 里的 DATA_DIR 和这块磁盘',
  ];
  return wrong(`${folder} ${text}`, advice);
}
