import type { Commit } from './commit.ts';
import { type Disk, type DiskFile, withFile } from './disk.ts';
import { JournalDamagedError } from './journal.ts';
import { checkSeal, LINK, linkOf, parseLine } from './line.ts';

const CHUNK = 1024 * 1024;
const NEWLINE = 0x0a;

/** A place between two lines: how many commits come before it, and the seal the next one continues from. */
export interface Point {
  readonly count: number;
  readonly seal: string;
}

/** A line whose seal holds. */
export interface SealedLine {
  readonly commit: Commit;
  /** Its place in the journal, counted from 1. */
  readonly count: number;
  readonly seal: string;
  /** Where it begins in its segment, in bytes. */
  readonly offset: number;
}

/** Where the lines of a segment end. */
export interface Scanned extends Point {
  /** Bytes up to the end of the last line. */
  readonly length: number;
  /**
   * How the segment ends: with a line and its newline (`clean`), with a line whose seal holds but whose newline is missing or
   * damaged (`unended`), or with the beginning of a line (`torn`).
   */
  readonly ending: 'clean' | 'unended' | 'torn';
}

export interface Segment {
  readonly path: string;
  /** Bytes of it to be read; to its end when not given. */
  readonly end?: number;
}

/**
 * Reads a segment line by line, whole lines only. Memory does not grow with the file. Rejects with a
 * {@link JournalDamagedError} at the first line whose seal is broken, or that comes from a newer version.
 */
export const scan = (
  disk: Disk,
  segment: Segment,
  from: Point,
  each: (line: SealedLine) => void,
): Promise<Scanned> => withFile(disk, segment.path, 'read', (file) => scanFile(file, segment, from, each));

async function scanFile(
  file: DiskFile,
  { path, end = Number.POSITIVE_INFINITY }: Segment,
  from: Point,
  each: (line: SealedLine) => void,
): Promise<Scanned> {
  const lines = new Lines(path, from, each);
  // One buffer for all of it: a new one for each read would be garbage as large as the journal.
  let buffer = Buffer.allocUnsafe(CHUNK);
  // A seal covers the end of the line before, so those bytes stay in front of what is read next.
  let filled = buffer.write(linkOf(from.seal), 'latin1');
  for (let position = 0; position < end; ) {
    if (filled === buffer.length) buffer = Buffer.concat([buffer], 2 * buffer.length);
    const read = await file.readInto(buffer.subarray(filled, filled + end - position), position);
    if (read === 0) break;
    position += read;
    filled += read;
    const start = takeLines(buffer.subarray(0, filled), lines);
    buffer.copyWithin(0, start - LINK, filled);
    filled -= start - LINK;
  }
  return lines.finish(buffer.subarray(0, filled));
}

/** Takes all lines that end in these bytes. Answers where the one that does not begins. */
function takeLines(bytes: Buffer, lines: Lines): number {
  let start = LINK;
  for (let stop = bytes.indexOf(NEWLINE, start); stop >= 0; stop = bytes.indexOf(NEWLINE, start)) {
    lines.take(bytes.subarray(start - LINK, stop));
    start = stop + 1;
  }
  return start;
}

class Lines {
  readonly #path: string;
  readonly #each: (line: SealedLine) => void;
  #count: number;
  #seal: string;
  #number = 0;
  #offset = 0;

  constructor(path: string, { count, seal }: Point, each: (line: SealedLine) => void) {
    this.#path = path;
    this.#count = count;
    this.#seal = seal;
    this.#each = each;
  }

  /** `linked` is a line without its newline, with its link in front. */
  take(linked: Buffer): void {
    this.#number++;
    const seal = checkSeal(linked);
    const bytes = linked.subarray(LINK);
    if (seal === undefined) throw this.#damaged(brokenSeal(bytes, this.#count + 1));
    const commit = parseLine(bytes.toString(), this.#count + 1);
    if (typeof commit === 'string') throw this.#damaged(commit);
    this.#seal = seal;
    this.#each({ commit, count: ++this.#count, seal, offset: this.#offset });
    this.#offset += bytes.length + 1;
  }

  /** `linked` is what stands behind the last newline, with its link in front. */
  finish(linked: Buffer): Scanned {
    if (linked.length === LINK) return this.#scanned(this.#offset, 'clean');
    // The byte behind a whole line may be its newline, damaged.
    const line = [linked, linked.subarray(0, -1)].find((bytes) => checkSeal(bytes) !== undefined);
    if (!line) return this.#scanned(this.#offset, 'torn');
    this.take(line);
    return this.#scanned(this.#offset - 1, 'unended');
  }

  #scanned(length: number, ending: Scanned['ending']): Scanned {
    return { count: this.#count, seal: this.#seal, length, ending };
  }

  #damaged(detail: string): JournalDamagedError {
    return new JournalDamagedError(this.#path, this.#number, detail);
  }
}

/** What is wrong with a line whose seal does not hold: says more where its number can still be read. */
function brokenSeal(line: Buffer, expected: number): string {
  const [, found] = /^\{"v":\d+,"n":(\d+),/.exec(line.toString('latin1', 0, 40)) ?? [];
  if (found !== undefined && Number(found) !== expected)
    return `这一行的序号是 ${found}，按顺序应为 ${expected}：有的行缺失、重复或换了位置`;
  return '这一行与它的校验不符，内容被改动过，或者它前面的行被改动、删除过';
}
