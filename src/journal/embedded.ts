import { join } from 'node:path';
import type { Logger } from '../log.ts';
import type { UnitId } from '../roster/roster.ts';
import { type OnProgress, unwatched } from '../time/on-progress.ts';
import { type Disk, nodeDisk, writeNew } from './disk.ts';
import { type FolderLock, lockFolder } from './folder-lock.ts';
import { type Commit, type Committed, type Ledger, type LedgerHealth, LedgerWriteError } from './ledger.ts';
import { LEDGER_SUFFIX, unitFile } from './unit-file.ts';
import { UnitLedger } from './unit-ledger.ts';
import { writeFailure } from './write-failure.ts';

export interface LedgerOptions {
  /** The data folder. The ledgers stand in `ledger/` below it. */
  readonly folder: string;
  readonly log: Logger;
  readonly disk?: Disk;
  /** Hears how many ledgers are read, of how many. */
  readonly onProgress?: OnProgress;
}

/**
 * Opens the store that needs no server: one lowdb database a unit. Torn last lines are cut off and told of in health().
 * Rejects with a FolderInUseError when another process has the folder, with a LedgerDamagedError when a file in it cannot
 * be believed.
 */
export async function openLedger(options: LedgerOptions): Promise<Ledger> {
  const { folder, log, disk = nodeDisk, onProgress = unwatched } = options;
  const ledgers = join(folder, 'ledger');
  await disk.makeFolder(ledgers);
  const lock = await lockFolder(folder);
  try {
    const ledger = new EmbeddedLedger(ledgers, disk, lock);
    await ledger.load(log, onProgress);
    return ledger;
  } catch (error) {
    await lock.release();
    throw error;
  }
}

class EmbeddedLedger implements Ledger {
  readonly #folder: string;
  readonly #disk: Disk;
  readonly #lock: FolderLock;
  /** By file name. */
  readonly #ledgers = new Map<string, UnitLedger>();
  readonly #repairs: string[] = [];
  #probe: Promise<boolean> | undefined;
  #closing: Promise<void> | undefined;

  constructor(folder: string, disk: Disk, lock: FolderLock) {
    this.#folder = folder;
    this.#disk = disk;
    this.#lock = lock;
  }

  async load(log: Logger, onProgress: OnProgress): Promise<void> {
    const names = (await this.#disk.list(this.#folder)).filter((name) => name.endsWith(LEDGER_SUFFIX));
    for (const [index, name] of names.entries()) {
      await this.#open(name, (repair) => {
        this.#repairs.push(repair);
        log.warn({ repair }, 'a torn last line was cut off a ledger');
      }).load();
      onProgress(index + 1, names.length);
    }
  }

  async commit(commit: Commit): Promise<Committed> {
    if (this.#closing) throw new LedgerWriteError('closed');
    try {
      return await this.#ledgerOf(commit.unit).commit(commit);
    } catch (error) {
      throw writeFailure(error);
    }
  }

  async answered(
    units: Iterable<UnitId>,
    cause: string,
  ): Promise<{ readonly reply: string | null } | undefined> {
    for (const unit of units) {
      const answer = this.#ledgers.get(unitFile(unit))?.answered(cause);
      if (answer) return answer;
    }
    return undefined;
  }

  async *replay(onProgress: OnProgress = unwatched): AsyncGenerator<Commit> {
    let done = 0;
    for (const ledger of this.#ledgers.values()) {
      yield* ledger.replay();
      onProgress(++done, this.#ledgers.size);
    }
  }

  async health(): Promise<LedgerHealth> {
    this.#probe ??= this.#tryDisk().finally(() => {
      this.#probe = undefined;
    });
    return { writable: !this.#closing && (await this.#probe), repairs: this.#repairs };
  }

  close(): Promise<void> {
    this.#closing ??= this.#finish();
    return this.#closing;
  }

  #ledgerOf(unit: UnitId): UnitLedger {
    const name = unitFile(unit);
    return this.#ledgers.get(name) ?? this.#open(name);
  }

  #open(name: string, onTorn?: (repair: string) => void): UnitLedger {
    const ledger = new UnitLedger(join(this.#folder, name), this.#disk, onTorn);
    this.#ledgers.set(name, ledger);
    return ledger;
  }

  async #tryDisk(): Promise<boolean> {
    const probe = join(this.#folder, '.probe');
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

  async #finish(): Promise<void> {
    await Promise.all([...this.#ledgers.values()].map((ledger) => ledger.close()));
    await this.#lock.release();
  }
}
