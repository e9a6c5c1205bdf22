import { dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { type Disk, type DiskFile, writeAll } from './disk.ts';
import { setAside } from './set-aside.ts';
import { survey } from './survey.ts';
import { writeFailure } from './write-failure.ts';

/** What lowdb holds of one ledger: not the commits, only where they are, and those that are not on disk yet. */
export interface Journal {
  /** Where each cause's line begins, in bytes. Only what is durable is here. */
  readonly index: Map<string, number>;
  readonly fresh: { readonly cause: string; readonly line: string }[];
}

/**
 * A lowdb adapter over a JSON Lines file. A write appends the journal's fresh lines and no others, so its cost does not grow
 * with the file; all that arrives while the disk is busy shares the next write and the next fdatasync.
 */
export class JsonLinesAdapter implements Adapter<Journal> {
  readonly path: string;
  readonly #disk: Disk;
  readonly #onTorn: (repair: string) => void;
  #length = 0;
  #file: DiskFile | undefined;
  #inHand: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  /** `onTorn` hears, in words, of a torn last line that was cut off while reading. */
  constructor(path: string, disk: Disk, onTorn: (repair: string) => void) {
    this.path = path;
    this.#disk = disk;
    this.#onTorn = onTorn;
  }

  /** Bytes that are durable: whole lines, all of them. */
  get length(): number {
    return this.#length;
  }

  /** Rejects with a LedgerDamagedError when the file cannot be believed. */
  async read(): Promise<Journal> {
    const { index, length, torn } = await survey(this.#disk, this.path);
    if (torn) this.#onTorn(await setAside(this.#disk, this.path, torn));
    this.#length = length;
    return { index, fresh: [] };
  }

  /** Rejects with a LedgerWriteError; then file and journal are as before, without the lines that failed. */
  write(journal: Journal): Promise<void> {
    if (this.#next) return this.#next;
    const next = this.#inHand.then(() => {
      this.#next = undefined;
      return this.#append(journal);
    });
    this.#next = next;
    this.#inHand = next.catch(() => {});
    return next;
  }

  /** Waits for what is in hand. */
  async close(): Promise<void> {
    await this.#inHand;
    await this.#drop();
  }

  async #append(journal: Journal): Promise<void> {
    const lines = journal.fresh.splice(0);
    const bytes = Buffer.from(lines.map(({ line }) => line).join(''));
    try {
      const file = await this.#open();
      await writeAll(file, bytes, this.#length);
      await file.datasync();
    } catch (error) {
      await this.#restore();
      throw writeFailure(error);
    }
    for (const { cause, line } of lines) {
      journal.index.set(cause, this.#length);
      this.#length += Buffer.byteLength(line);
    }
  }

  async #open(): Promise<DiskFile> {
    if (this.#file) return this.#file;
    const file = await this.#disk.open(this.path, 'write');
    this.#file = file;
    const size = await file.size();
    if (size < this.#length) throw new Error(`${this.path} has become shorter than what was written to it`);
    if (size > this.#length) await file.truncate(this.#length);
    if (this.#length === 0) await this.#disk.syncFolder(dirname(this.path));
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
