import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { type Disk, type DiskFile, writeAll } from './disk.ts';
import type { Head } from './head.ts';
import { FIRST_SEAL, sealLine } from './line.ts';
import type { Loaded } from './load.ts';
import { type Place, placeAt } from './place.ts';
import type { Point } from './scan.ts';
import { segmentPath } from './segments.ts';
import { writeFailure } from './write-failure.ts';

/** What lowdb holds of the journal: not the commits, only where they are, and those that are not on disk yet. */
export interface JournalData {
  /** Where the line of each cause stands. Only what is durable is here. */
  readonly index: Map<string, Place>;
  readonly fresh: Fresh[];
}

export interface Fresh {
  readonly cause: string;
  /** The commit as JSON, still without its number and seal. */
  readonly body: string;
}

export interface AdapterOptions {
  readonly folder: string;
  readonly disk: Disk;
  readonly head: Head;
  /** Length at which a segment takes no more lines, in bytes. */
  readonly segmentBytes: number;
  load(): Promise<Loaded>;
}

/**
 * A lowdb adapter over JSON Lines segments. A write appends the fresh lines and no others, so its cost does not grow with the
 * journal; all that arrives while the disk is busy shares the next write and the next fdatasync.
 */
export class JsonLinesAdapter implements Adapter<JournalData> {
  readonly #options: AdapterOptions;
  #end: Point = { count: 0, seal: FIRST_SEAL };
  #segment = 1;
  /** Bytes of the last segment that are durable: whole lines, all of them. */
  #length = 0;
  #file: DiskFile | undefined;
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(options: AdapterOptions) {
    this.#options = options;
  }

  /** Rejects with a JournalDamagedError when the journal cannot be believed. */
  async read(): Promise<JournalData> {
    const { index, end, segment, length } = await this.#options.load();
    this.#end = end;
    this.#segment = segment;
    this.#length = length;
    return { index, fresh: [] };
  }

  /** Rejects with a JournalWriteError; then files and data are as before, without the lines that failed. */
  write(data: JournalData): Promise<void> {
    if (this.#next) return this.#next;
    const next = this.#writing.then(() => {
      this.#next = undefined;
      return this.#append(data);
    });
    this.#next = next;
    this.#writing = next.catch(() => {});
    return next;
  }

  /** Waits for the writes under way. */
  async close(): Promise<void> {
    await this.#writing;
    await this.#options.head.flush();
    await this.#drop();
  }

  async #append({ index, fresh }: JournalData): Promise<void> {
    const batch = fresh.splice(0);
    try {
      await this.#turnPage();
      const { bytes, end, places } = this.#sealed(batch);
      const file = await this.#open();
      await writeAll(file, bytes, this.#length);
      await file.datasync();
      for (const [cause, place] of places) index.set(cause, place);
      this.#length += bytes.length;
      this.#end = end;
    } catch (error) {
      await this.#restore();
      throw writeFailure(error);
    }
    this.#options.head.note(this.#end);
  }

  #sealed(batch: readonly Fresh[]): {
    bytes: Buffer;
    end: Point;
    places: readonly (readonly [string, Place])[];
  } {
    let { count, seal } = this.#end;
    let offset = this.#length;
    const lines: string[] = [];
    const places: (readonly [string, Place])[] = [];
    for (const { cause, body } of batch) {
      const line = sealLine(body, ++count, seal);
      lines.push(line.text);
      places.push([cause, placeAt(this.#segment, offset)]);
      offset += Buffer.byteLength(line.text);
      seal = line.seal;
    }
    return { bytes: Buffer.from(lines.join('')), end: { count, seal }, places };
  }

  /** Goes on to a new segment when the last one is full. */
  async #turnPage(): Promise<void> {
    if (this.#length < this.#options.segmentBytes) return;
    await this.#drop();
    this.#segment++;
    this.#length = 0;
  }

  async #open(): Promise<DiskFile> {
    if (this.#file) return this.#file;
    const { disk, folder } = this.#options;
    const path = segmentPath(folder, this.#segment);
    const file = await disk.open(path, 'write');
    this.#file = file;
    const size = await file.size();
    if (size < this.#length) throw new Error(`${path} has become shorter than what was written to it`);
    if (size > this.#length) await file.truncate(this.#length);
    if (this.#length === 0) await disk.syncFolder(dirname(path));
    return file;
  }

  // The handle goes too: after a failed fdatasync Linux calls the next one on it a success. Should cutting fail as well,
  // opening for the next write does it again. https://wiki.postgresql.org/wiki/Fsync_Errors
  async #restore(): Promise<void> {
    try {
      await this.#file?.truncate(this.#length);
      await this.#file?.datasync();
    } catch {}
    await this.#drop().catch(() => {});
  }

  async #drop(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}
