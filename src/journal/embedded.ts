import { join } from 'node:path';
import { Low } from 'lowdb';
import type { Logger } from '../log.ts';
import { type OnProgress, unwatched } from '../time/on-progress.ts';
import type { Commit, Committed } from './commit.ts';
import { type Disk, nodeDisk, writeNew } from './disk.ts';
import { Head } from './head.ts';
import { type Journal, type JournalHealth, JournalWriteError } from './journal.ts';
import { type JournalData, JsonLinesAdapter } from './jsonl-adapter.ts';
import { bodyOf } from './line.ts';
import { loadJournal } from './load.ts';
import { readCommit } from './read.ts';
import { noteRepair, unseenRepairs } from './repairs.ts';
import { journalFolder, refuseOldFolder } from './segments.ts';
import { writeFailure } from './write-failure.ts';

const SEGMENT_BYTES = 64 * 1024 * 1024;

export interface JournalOptions {
  /** The data folder. The journal stands in `journal/` below it. */
  readonly folder: string;
  readonly log: Logger;
  /** Hears every commit that is stored already, in order, before the journal is open. */
  each(commit: Commit): void;
  readonly disk?: Disk;
  /** Length at which a segment takes no more lines, in bytes; 64 MB when not given. */
  readonly segmentBytes?: number;
  /** Counts the bytes read. */
  readonly onProgress?: OnProgress;
}

/**
 * Opens the store that needs no server: a lowdb database over JSON Lines. Expects that this process holds the folder's lock.
 * Rejects with a JournalDamagedError when what stands there cannot be believed, with an OldFolderError when an early version
 * wrote it.
 */
export async function openJournal(options: JournalOptions): Promise<Journal> {
  const { folder, disk = nodeDisk } = options;
  await refuseOldFolder(folder, disk);
  await disk.makeFolder(journalFolder(folder));
  const journal = new EmbeddedJournal({ ...options, disk });
  await journal.load();
  return journal;
}

class EmbeddedJournal implements Journal {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #adapter: JsonLinesAdapter;
  readonly #db: Low<JournalData>;
  /** Causes on their way to the disk; the promises never reject. */
  readonly #pending = new Map<string, Promise<unknown>>();
  #probe: Promise<boolean> | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: JournalOptions & { readonly disk: Disk }) {
    const { folder: dataFolder, disk, log, segmentBytes = SEGMENT_BYTES, onProgress = unwatched } = options;
    const folder = journalFolder(dataFolder);
    const head = new Head(folder, disk);
    const onRepair = (words: string): Promise<void> => {
      log.warn({ repair: words }, 'the journal is repaired');
      return noteRepair(dataFolder, disk, words);
    };
    const each = (commit: Commit): void => options.each(commit);
    const load = () => loadJournal({ folder, disk, head, each, onRepair, onProgress });
    this.#folder = dataFolder;
    this.#disk = disk;
    this.#adapter = new JsonLinesAdapter({ folder, disk, head, segmentBytes, load });
    this.#db = new Low<JournalData>(this.#adapter, { index: new Map(), fresh: [] });
  }

  load(): Promise<void> {
    return this.#db.read();
  }

  /** Takes a cause once, however many bring it at the same time; when the first one fails, the next one tries. */
  async commit(commit: Commit): Promise<Committed> {
    for (;;) {
      if (this.#db.data.index.has(commit.cause)) return 'repeated';
      const first = this.#pending.get(commit.cause);
      if (!first) return this.#store(commit);
      await first;
    }
  }

  async find(cause: string): Promise<Commit | undefined> {
    const place = this.#db.data.index.get(cause);
    return place === undefined ? undefined : readCommit(journalFolder(this.#folder), place, this.#disk);
  }

  async health(): Promise<JournalHealth> {
    this.#probe ??= this.#tryDisk().finally(() => {
      this.#probe = undefined;
    });
    const writable = !this.#closing && (await this.#probe);
    const repairs = await unseenRepairs(this.#folder, this.#disk).catch(() => [
      '修复记录 repairs.txt 读不出来',
    ]);
    return { writable, repairs };
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  async #store(commit: Commit): Promise<Committed> {
    if (this.#closing) throw new JournalWriteError('closed');
    const { cause } = commit;
    const body = bodyOf(commit);
    const written = this.#db.update(({ fresh }) => fresh.push({ cause, body }));
    this.#pending.set(
      cause,
      written.catch(() => {}),
    );
    try {
      await written;
      return 'stored';
    } catch (error) {
      throw writeFailure(error);
    } finally {
      this.#pending.delete(cause);
    }
  }

  async #tryDisk(): Promise<boolean> {
    const probe = join(journalFolder(this.#folder), '.probe');
    try {
      await this.#disk.remove(probe);
      // A whole page: a full disk may still have room for a few bytes beside a file's name.
      await writeNew(this.#disk, probe, Buffer.alloc(4096));
      await this.#disk.remove(probe);
      return true;
    } catch {
      await this.#disk.remove(probe).catch(() => {});
      return false;
    }
  }

  /** Whoever waits for another's attempt at the same cause is refused. */
  async #finish(): Promise<void> {
    await Promise.all(this.#pending.values());
    await this.#adapter.close();
  }
}
