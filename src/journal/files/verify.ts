import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type OnProgress, unwatched } from '../../time/on-progress.ts';
import { codeOf } from '../disk.ts';
import type { Finding } from '../finding.ts';

const STORED = /^([0-9a-f]{2})[/\\]\1[0-9a-f]{62}$/;
/** Folders of the store's own, and what is just being brought in. */
const OURS = /^([0-9a-f]{2}|incoming([/\\].*)?)$/;

/**
 * Reads every file people sent and yields those that no longer match their hash, and whatever does not belong there. Which files
 * are missing, only the records can tell. Changes nothing; the bot may run meanwhile. Progress is told in files.
 */
export async function* verifyFiles(
  folder: string,
  onProgress: OnProgress = unwatched,
): AsyncGenerator<Finding> {
  const files = join(folder, 'files');
  const names = (await namesBelow(files)).filter((name) => !OURS.test(name));
  for (const [index, name] of names.entries()) {
    const finding = STORED.test(name) ? await verifyFile(join(files, name)) : stray(join(files, name));
    if (finding) yield finding;
    onProgress(index + 1, names.length);
  }
}

async function namesBelow(files: string): Promise<readonly string[]> {
  try {
    return (await readdir(files, { recursive: true })).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function verifyFile(file: string): Promise<Finding | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const part of createReadStream(file)) hash.update(part);
  } catch (error) {
    return damaged(file, `读不出来（${codeOf(error) ?? '原因不明'}）`);
  }
  return hash.digest('hex') === basename(file) ? undefined : damaged(file, '内容和存入时不一样了');
}

const damaged = (file: string, problem: string): Finding => ({
  file,
  problem,
  advice: '从备份恢复这个文件；没有备份，请发的人把原件再发一次',
});

const stray = (file: string): Finding => ({
  file,
  problem: '不是群学存的文件',
  advice: '问清是谁放的，再移到数据目录外面',
});
