import { accessSync, closeSync, constants, existsSync, openSync, truncateSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';
import { z } from 'zod';
import { codeOf } from './disk.ts';

/** A database in which nothing is ever written; only the lock on it matters. */
const LOCK = 'lock.sqlite';
/** Who holds the lock, for people to read. */
const KEEPER = 'lock.json';

/** Milliseconds. Two processes that start at the same moment, or one that only looks, get in each other's way for an instant. */
const PATIENCE = 300;

// The journal is kept in memory: on disk it would be a second file, and node:sqlite does not let it be turned off.
const TAKE = 'PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE';
/** Any query has to wait for whoever holds the lock. */
const LOOK = 'SELECT 1 FROM sqlite_schema';

/** https://sqlite.org/rescode.html */
const BUSY = 5;
const NOT_A_DATABASE = 26;

// A database nobody refers to is garbage-collected, and its lock with it.
const held = new Set<DatabaseSync>();

/** The right to write in a data folder. The kernel keeps it until it is released or the process ends, however it ends. */
export interface FolderLock {
  release(): Promise<void>;
}

/** The process that holds a data folder. */
export interface Keeper {
  /** Its number, its machine and since when, in Chinese; null while it has not said so yet. */
  readonly who: string | null;
}

/** The folder cannot be locked. The message is for whoever runs the machine. */
export class FolderLockError extends Error {
  override readonly name: string = 'FolderLockError';
}

/** Another process holds the folder. */
export class FolderInUseError extends FolderLockError {
  override readonly name = 'FolderInUseError';
}

/**
 * Takes the folder, which must exist, for this process. Rejects with a {@link FolderInUseError} when a process has it, even one
 * that is stopped, and with Node's own coded error when the folder cannot be written.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const database = take(join(folder, LOCK));
  if (database === 'busy') throw new FolderInUseError(inUse(folder, await whoKeeps(folder)));
  held.add(database);
  const release = async (): Promise<void> => {
    if (!held.delete(database)) return;
    await rm(join(folder, KEEPER), { force: true }).finally(() => database.close());
  };
  try {
    const keeper = { pid: process.pid, host: hostname(), since: Date.now() };
    await writeFile(join(folder, KEEPER), JSON.stringify(keeper), { mode: 0o600 });
  } catch (error) {
    await release();
    throw error;
  }
  return { release };
}

/** The process that holds the folder; null when there is none, or no folder. Only looks, and at once. */
export async function keeperOf(folder: string): Promise<Keeper | null> {
  const path = join(folder, LOCK);
  if (!existsSync(path)) return null;
  const looked = run(path, LOOK, { readOnly: true });
  if (looked === 'busy') return { who: await whoKeeps(folder) };
  if (looked !== 'damaged') looked.close();
  return null;
}

function take(path: string): DatabaseSync | 'busy' {
  makeWritable(path);
  const taken = run(path, TAKE, { timeout: PATIENCE });
  if (taken !== 'damaged') return taken;
  // Nothing in it is of use. Removing the file instead could let a second lock stand beside the first.
  truncateSync(path);
  return take(path);
}

// On a file it can only read, SQLite begins a shared transaction instead of an exclusive one. A lock file that is there must not be
// opened and closed by Node: that ends every lock this process has on it (https://sqlite.org/howtocorrupt.html, 2.2).
function makeWritable(path: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    accessSync(path, constants.W_OK);
  }
}

function run(path: string, sql: string, options: DatabaseSyncOptions): DatabaseSync | 'busy' | 'damaged' {
  const database = new DatabaseSync(path, { ...options, open: false });
  try {
    database.open();
    database.exec(sql);
    return database;
  } catch (error) {
    if (database.isOpen) database.close();
    const result = resultOf(error);
    if (result === BUSY) return 'busy';
    if (result === NOT_A_DATABASE) return 'damaged';
    throw new FolderLockError(cannotLock(path, error), { cause: error });
  }
}

/** SQLite's primary result code. */
function resultOf(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : undefined;
}

const keeperSchema = z.object({ pid: z.int(), host: z.string(), since: z.int() });

async function whoKeeps(folder: string): Promise<string | null> {
  try {
    const { pid, host, since } = keeperSchema.parse(JSON.parse(await readFile(join(folder, KEEPER), 'utf8')));
    return `进程号 ${pid}，主机 ${host}，${new Date(since).toLocaleString('zh-CN')} 启动`;
  } catch {
    return null;
  }
}

const inUse = (folder: string, who: string | null): string =>
  `数据目录 ${folder} 正由另一个群学进程使用（${who ?? '进程号尚未写明'}）。` +
  '一个数据目录同一时间只能由一个进程使用，否则台账会写乱。' +
  '请先停止那个进程，或者把 DATA_DIR 设为另一个目录，然后重新启动。' +
  `锁由操作系统掌管，进程停止后自动失效；请不要删除 ${LOCK}。`;

const cannotLock = (path: string, error: unknown): string =>
  `数据目录上不了锁：${path}（${error instanceof Error ? error.message : '原因不明'}）。` +
  '请确认它是一个普通文件、所在磁盘支持文件锁，或者把 DATA_DIR 设为本机磁盘上的另一个目录，然后重新启动。';
