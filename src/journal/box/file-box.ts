import { randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { type Day, toDay } from '../../time/zone.ts';
import { codeOf, type Disk, nodeDisk, withFile, writeNew } from '../disk.ts';
import { writeFailure } from '../write-failure.ts';
import { BOX_NAMES, type Box, type BoxName } from './box.ts';
import { missing } from './damage.ts';
import { writeList } from './sealed-list.ts';

const FOLDER = 'box';
const DRAFT = '.new';
/** A full disk may still have room for a few bytes. */
const PAGE = 4096;
/** The date of a document in which nobody has put anything yet. */
const NO_DAY = toDay('2000-01-01');

/**
 * Opens the box below the data folder: `box/<name>.json`. Expects that this process already owns the folder (see openLedger),
 * for it clears away what an interrupted write left behind. `isNew` says that nothing is on record yet: only then is a box made
 * where there is none, all of it or nothing. So a document that is missing later is known to be lost.
 */
export async function openFileBox(folder: string, isNew: boolean, disk: Disk = nodeDisk): Promise<Box> {
  const path = join(folder, FOLDER);
  const isThere = (await disk.list(folder)).includes(FOLDER);
  if (!isThere && isNew) await makeBox(folder, disk);
  const names = isThere ? await disk.list(path) : [];
  for (const name of names) if (name.endsWith(DRAFT)) await disk.remove(join(path, name));
  return new FileBox(path, disk);
}

/** The same, only to be read, and beside the process that owns the folder: nothing is made or cleared away. */
export const readFileBox = (folder: string, disk: Disk = nodeDisk): Box =>
  new FileBox(join(folder, FOLDER), disk);

async function makeBox(folder: string, disk: Disk): Promise<void> {
  const draft = join(folder, FOLDER + DRAFT);
  await disk.makeFolder(draft);
  const box = new FileBox(draft, disk);
  for (const name of BOX_NAMES) await box.write(name, writeList([]), NO_DAY);
  await disk.rename(draft, join(folder, FOLDER));
  await disk.syncFolder(folder);
}

class FileBox implements Box {
  readonly #folder: string;
  readonly #disk: Disk;

  constructor(folder: string, disk: Disk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  async read(name: BoxName): Promise<Buffer> {
    try {
      return await withFile(this.#disk, this.#path(name), 'read', async (file) =>
        file.read(0, await file.size()),
      );
    } catch (error) {
      throw codeOf(error) === 'ENOENT' ? missing(name) : error;
    }
  }

  async write(name: BoxName, document: string, day: Day): Promise<void> {
    const draft = this.#draft();
    try {
      await writeNew(this.#disk, draft, Buffer.from(document));
      await datedOnly(draft, day);
      await this.#disk.rename(draft, this.#path(name));
      await this.#disk.syncFolder(this.#folder);
      await datedOnly(this.#folder, day);
    } catch (error) {
      await this.#disk.remove(draft).catch(() => {});
      throw writeFailure(error);
    }
  }

  async isUsable(): Promise<boolean> {
    const probe = this.#draft();
    try {
      for (const name of BOX_NAMES) await this.read(name);
      await writeNew(this.#disk, probe, Buffer.alloc(PAGE));
      return true;
    } catch {
      return false;
    } finally {
      await this.#disk.remove(probe).catch(() => {});
    }
  }

  #draft(): string {
    return join(this.#folder, `${randomUUID()}${DRAFT}`);
  }

  #path(name: BoxName): string {
    return join(this.#folder, `${name}.json`);
  }
}

// Backups keep this date of a file, and it would tell the minute in which the last one spoke.
async function datedOnly(path: string, day: Day): Promise<void> {
  const midnight = new Date(`${day}T00:00:00Z`);
  await utimes(path, midnight, midnight);
}
