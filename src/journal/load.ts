import { basename } from 'node:path';
import type { OnProgress } from '../time/on-progress.ts';
import type { Commit } from './commit.ts';
import { type Disk, withFile } from './disk.ts';
import type { Head } from './head.ts';
import { JournalDamagedError } from './journal.ts';
import { FIRST_SEAL } from './line.ts';
import { type Place, placeAt } from './place.ts';
import { type Point, type Scanned, scan } from './scan.ts';
import { listSegments, segmentPath } from './segments.ts';
import { cutTorn, endLine } from './set-aside.ts';

/** Lines between two signs of progress. */
const STRIDE = 10_000;

export interface LoadOptions {
  readonly folder: string;
  readonly disk: Disk;
  readonly head: Head;
  /** Hears every commit there is, in order. */
  each(commit: Commit): void;
  /** Hears, in words, what is about to be repaired; the repair waits until this resolves. */
  onRepair(words: string): Promise<void>;
  /** Counts bytes. */
  readonly onProgress: OnProgress;
}

/** A journal that was read to its end. */
export interface Loaded {
  /** Where the line of each cause stands. */
  readonly index: Map<string, Place>;
  readonly end: Point;
  /** The number of the last segment, counted from 1. */
  readonly segment: number;
  /** Length of the last segment in bytes. */
  readonly length: number;
}

/**
 * Reads the journal from its beginning. A line at its end that was never finished is cut off and told of; anything else that
 * cannot be believed rejects with a {@link JournalDamagedError}.
 */
export async function loadJournal(options: LoadOptions): Promise<Loaded> {
  const { folder, disk, head } = options;
  const paths = await listSegments(folder, disk);
  const noted = await head.read();
  const isNoted = typeof noted !== 'string';
  const reader = new Reader(options, await totalOf(disk, paths), isNoted ? noted : undefined);
  for (const path of paths) await reader.read(path);
  const { index, end, last } = reader.finish();
  const length = last ? await repairEnd(options, last) : 0;
  if (!isNoted && (noted === 'damaged' || paths.length > 0))
    await options.onRepair('记着台账写到哪里的 head.json 不见了或已损坏，已按台账重新写好，台账没有缺少');
  head.note(end);
  await head.flush();
  return { index, end, segment: Math.max(1, paths.length), length };
}

interface LastSegment extends Scanned {
  readonly path: string;
}

class Reader {
  readonly #options: LoadOptions;
  readonly #total: number;
  readonly #noted: Point | undefined;
  readonly #index = new Map<string, Place>();
  #end: Point = { count: 0, seal: FIRST_SEAL };
  #segment = 0;
  #done = 0;
  #last: LastSegment | undefined;

  constructor(options: LoadOptions, total: number, noted: Point | undefined) {
    this.#options = options;
    this.#total = total;
    this.#noted = noted;
  }

  async read(path: string): Promise<void> {
    this.#refuseUnfinished();
    this.#segment++;
    const before = this.#end;
    const scanned = await scan(this.#options.disk, { path }, before, ({ commit, count, seal, offset }) => {
      const line = count - before.count;
      if (this.#index.has(commit.cause))
        throw new JournalDamagedError(path, line, `来由 ${commit.cause} 重复出现`);
      if (count === this.#noted?.count && seal !== this.#noted.seal)
        throw new JournalDamagedError(path, line, '这一行不是当初写下的那一行，台账可能被整个换过');
      this.#index.set(commit.cause, placeAt(this.#segment, offset));
      this.#options.each(commit);
      if (count % STRIDE === 0) this.#options.onProgress(this.#done + offset, this.#total);
    });
    this.#end = scanned;
    this.#last = { path, ...scanned };
    this.#done += scanned.length;
    this.#options.onProgress(this.#done, this.#total);
  }

  finish(): { index: Map<string, Place>; end: Point; last: LastSegment | undefined } {
    const { count } = this.#end;
    if (this.#noted && this.#noted.count > count)
      throw new JournalDamagedError(
        this.#last?.path ?? segmentPath(this.#options.folder, 1),
        1,
        `末尾缺少 ${this.#noted.count - count} 行：曾经写到第 ${this.#noted.count} 次提交，现在只有 ${count} 次`,
      );
    return { index: this.#index, end: this.#end, last: this.#last };
  }

  /** Only the last segment can end in an unfinished line. */
  #refuseUnfinished(): void {
    if (this.#last && this.#last.ending !== 'clean')
      throw new JournalDamagedError(
        this.#last.path,
        this.#last.count + 1,
        '这一段的最后一行不完整，后面却还有一段',
      );
    if (this.#last?.length === 0)
      throw new JournalDamagedError(this.#last.path, 1, '这一段是空的，后面却还有一段');
  }
}

/** Makes the last segment end with a whole line. Resolves with its length in bytes. */
async function repairEnd(
  { disk, onRepair }: LoadOptions,
  { path, length, ending }: LastSegment,
): Promise<number> {
  switch (ending) {
    case 'clean':
      return length;
    case 'torn':
      await cutTorn(disk, path, length, onRepair);
      return length;
    case 'unended':
      await onRepair(`${basename(path)} 最后一行缺少换行符，内容完好，已补上`);
      await endLine(disk, path, length);
      return length + 1;
  }
}

async function totalOf(disk: Disk, paths: readonly string[]): Promise<number> {
  let total = 0;
  for (const path of paths) total += await withFile(disk, path, 'read', (file) => file.size());
  return total;
}
