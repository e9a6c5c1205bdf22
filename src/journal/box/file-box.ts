import { randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '../../time/zone.ts';
import { codeOf, type Disk, nodeDisk, writeNew } from '../disk.ts';
import { writeFailure } from '../write-failure.ts';
import type { Box } from './box.ts';

/**
 * Opens the box below the data folder: `box/<name>.json`. Expects that this process already owns the folder (see openLedger),
 * for it clears away what an interrupted write left behind.
 */
export async function openFileBox(folder: string, disk: Disk = nodeDisk): Promise<Box> {
  const box = join(folder, 'box');
  await disk.makeFolder(box);
  for (const name of await disk.list(box)) if (name.endsWith('.new')) await disk.remove(join(box, name));
  return new FileBox(box, disk);
}

/** The same, only to be read, and beside the process that owns the folder: nothing is made or cleared away. */
export const readFileBox = (folder: string, disk: Disk = nodeDisk): Box =>
  new FileBox(join(folder, 'box'), disk);

class FileBox implements Box {
  readonly #folder: string;
  readonly #disk: Disk;

  constructor(folder: string, disk: Disk) {
    this.#folder = folder;
    this.#disk = disk;
  }

  async read(name: string): Promise<string | null> {
    try {
      const file = await this.#disk.open(this.#path(name), 'read');
      try {
        return (await file.read(0, await file.size())).toString();
      } finally {
        await file.close();
      }
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  async write(name: string, document: string, day: Day): Promise<void> {
    const draft = join(this.#folder, `${randomUUID()}.new`);
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

  #path(name: string): string {
    return join(this.#folder, `${name}.json`);
  }
}

// Backups keep this date of a file, and it would tell the minute in which the last one spoke.
async function datedOnly(path: string, day: Day): Promise<void> {
  const midnight = new Date(`${day}T00:00:00Z`);
  await utimes(path, midnight, midnight);
}
