import { open, readdir, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SECOND } from '../time/clock.ts';
import { codeOf } from './disk.ts';
import { type Owner, parseOwner, standingOf, thisProcess } from './owner.ts';

const NAME = /^lock-(\d+)$/;
const BEAT = SECOND;
const PATIENCE = 6 * BEAT;
const LOOK = BEAT / 4;

/** The right to write in a data folder. */
export interface FolderLock {
  release(): Promise<void>;
}

export interface LockOptions {
  /** Another process took the folder while this one stood still so long that it seemed dead. */
  readonly onLost: () => void;
  /** How to wait while watching whether an owner out of sight still gives signs of life. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** Somebody else has the folder. The message is for whoever runs the machine. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

interface LockFile {
  readonly path: string;
  readonly generation: number;
  readonly text: string;
  readonly owner: Owner | undefined;
  /** Changes with every sign of life. */
  readonly pulse: string;
}

/**
 * Takes the folder for this process. Lock files are numbered: whoever finds the last owner dead makes the next number, which
 * only one can do, and then looks again. Two who saw different things can therefore never both believe they own the folder.
 * Rejects with a {@link FolderInUseError} when a living process has it.
 */
export async function lockFolder(folder: string, options: LockOptions): Promise<FolderLock> {
  const inquest = new Inquest(folder, options.pause ?? sleep);
  const owner = thisProcess();
  for (;;) {
    const before = await inquest.refuseLiving(await lockFiles(folder));
    const path = join(folder, `lock-${Math.max(0, ...before.map((lock) => lock.generation)) + 1}`);
    if (!(await claim(path, owner))) continue;
    try {
      const others = (await lockFiles(folder)).filter((lock) => lock.path !== path);
      for (const dead of await inquest.refuseLiving(others)) await removeQuietly(dead.path);
    } catch (error) {
      await removeQuietly(path);
      throw error;
    }
    return keep(path, options.onLost);
  }
}

/** What is known of a living process that has a folder. */
export interface Keeper {
  /** Undefined while it has not said yet. */
  readonly owner: Owner | undefined;
}

/**
 * The living process that has the folder; null when there is none, or no folder. Only looks: nothing is taken, made or removed. May
 * look for some seconds, as {@link lockFolder} does.
 */
export async function keeperOf(
  folder: string,
  pause: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<Keeper | null> {
  try {
    return (await new Inquest(folder, pause).firstLiving(await lockFiles(folder))) ?? null;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Tells living owners from dead ones, asking about each only once. */
class Inquest {
  readonly #folder: string;
  readonly #pause: (milliseconds: number) => Promise<unknown>;
  readonly #dead = new Set<string>();

  constructor(folder: string, pause: (milliseconds: number) => Promise<unknown>) {
    this.#folder = folder;
    this.#pause = pause;
  }

  async refuseLiving(locks: readonly LockFile[]): Promise<readonly LockFile[]> {
    const living = await this.firstLiving(locks);
    if (living) throw new FolderInUseError(inUse(this.#folder, living));
    return locks;
  }

  async firstLiving(locks: readonly LockFile[]): Promise<LockFile | undefined> {
    for (const lock of locks) {
      const name = `${lock.path} ${lock.text}`;
      if (this.#dead.has(name)) continue;
      if (await this.#living(lock)) return lock;
      this.#dead.add(name);
    }
    return undefined;
  }

  async #living(lock: LockFile): Promise<boolean> {
    const standing = lock.owner ? standingOf(lock.owner) : 'unknown';
    if (standing !== 'unknown') return standing === 'alive';
    for (let waited = 0; waited < PATIENCE; waited += LOOK) {
      await this.#pause(LOOK);
      const later = await lockFile(lock.path, lock.generation);
      if (later?.pulse !== lock.pulse) return later !== undefined;
    }
    return false;
  }
}

function inUse(folder: string, { owner, path }: LockFile): string {
  const who = owner ? `进程号 ${owner.pid}，主机 ${owner.host}` : '进程号尚未写明';
  return (
    `数据目录 ${folder} 正由另一个群学进程使用（${who}）。` +
    '一个数据目录同一时间只能由一个进程使用，否则台账会写乱。' +
    '请先停止那个进程，或者把 DATA_DIR 设为另一个目录，然后重新启动。' +
    `锁文件是 ${path}；进程停止后会自动失效，无需手工删除。`
  );
}

async function lockFiles(folder: string): Promise<readonly LockFile[]> {
  const found = (await readdir(folder))
    .map((name) => NAME.exec(name)?.[1])
    .filter((text) => text !== undefined);
  const locks = await Promise.all(found.map((text) => lockFile(join(folder, `lock-${text}`), Number(text))));
  return locks.filter((lock) => lock !== undefined);
}

// Opened anew each time: that is when a network file system asks its server again.
async function lockFile(path: string, generation: number): Promise<LockFile | undefined> {
  try {
    const handle = await open(path, 'r');
    try {
      const text = await handle.readFile('utf8');
      const { mtimeMs } = await handle.stat();
      return { path, generation, text, owner: parseOwner(text), pulse: `${mtimeMs} ${text}` };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether the file could be made; false when another one was quicker. */
async function claim(path: string, owner: Owner): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600);
    try {
      await handle.writeFile(JSON.stringify(owner));
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function keep(path: string, onLost: () => void): FolderLock {
  const beat = async (): Promise<void> => {
    const now = new Date();
    try {
      await utimes(path, now, now);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || timer === undefined) return;
      stop();
      onLost();
    }
  };
  let timer: NodeJS.Timeout | undefined = setInterval(beat, BEAT).unref();
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    async release() {
      stop();
      await removeQuietly(path);
    },
  };
}

async function removeQuietly(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
}
