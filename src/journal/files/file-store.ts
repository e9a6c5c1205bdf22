import { createHash, randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { FileHash, StoredFile } from '../../records/records.ts';
import { type Disk, nodeDisk, withFile, writeNew } from '../disk.ts';
import { writeFailure } from '../write-failure.ts';
import { displayName } from './display-name.ts';
import type { FileStore } from './files.ts';
import { inParts, joined } from './in-parts.ts';
import { typeOf } from './sniff.ts';

/**
 * Opens the store of files people sent: `files/ab/abcdef…` below the data folder. Expects that this process already owns the
 * folder (see lockFolder), for it clears away what an interrupted put left behind. Puts reject with a JournalWriteError.
 */
export async function openFileStore(folder: string, disk: Disk = nodeDisk): Promise<FileStore> {
  const incoming = join(folder, 'files', 'incoming');
  await disk.makeFolder(incoming);
  for (const name of await disk.list(incoming)) await disk.remove(join(incoming, name));
  return new EmbeddedFileStore(folder, incoming, disk);
}

/**
 * What {@link FileStore.get} resolves with, also beside the process that owns the folder. Rejects when the file is not there or no
 * longer matches its hash.
 */
export async function readStored(folder: string, hash: FileHash, disk: Disk = nodeDisk): Promise<Uint8Array> {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not the hash of a file');
  const content = await readWhole(storedPath(folder, hash), disk);
  if ((await hashOf(content)) !== hash) throw new Error(`the stored file ${hash} no longer matches its hash`);
  return content;
}

class EmbeddedFileStore implements FileStore {
  readonly #folder: string;
  readonly #incoming: string;
  readonly #disk: Disk;

  constructor(folder: string, incoming: string, disk: Disk) {
    this.#folder = folder;
    this.#incoming = incoming;
    this.#disk = disk;
  }

  async put(content: Uint8Array, name: string): Promise<StoredFile> {
    const hash = await hashOf(content);
    try {
      await this.#store(content, storedPath(this.#folder, hash));
    } catch (error) {
      throw writeFailure(error);
    }
    return { hash, name: displayName(name), bytes: content.length, type: await typeOf(content) };
  }

  get(hash: FileHash): Promise<Uint8Array> {
    return readStored(this.#folder, hash, this.#disk);
  }

  async #store(content: Uint8Array, path: string): Promise<void> {
    if (!(await this.#holds(path, content))) await this.#bringIn(content, path);
    // Even for a file that was there: whoever put it may have died before its name was safe.
    await this.#disk.syncFolder(dirname(path));
  }

  async #bringIn(content: Uint8Array, path: string): Promise<void> {
    const temporary = join(this.#incoming, randomUUID());
    try {
      await writeNew(this.#disk, temporary, content);
      await this.#disk.makeFolder(dirname(path));
      await this.#disk.rename(temporary, path);
    } catch (error) {
      await this.#disk.remove(temporary).catch(() => {});
      throw error;
    }
  }

  /** False as well for a file that is damaged or cannot be read: that one is replaced. */
  async #holds(path: string, content: Uint8Array): Promise<boolean> {
    return readWhole(path, this.#disk).then(
      (stored) => stored.equals(content),
      () => false,
    );
  }
}

/** Where the file of this hash is stored. */
export const storedPath = (folder: string, hash: FileHash): string =>
  join(folder, 'files', hash.slice(0, 2), hash);

const readWhole = (path: string, disk: Disk): Promise<Buffer> =>
  withFile(disk, path, 'read', async (file) => {
    const parts: Buffer[] = [];
    let position = 0;
    for (const size = await file.size(); position < size; position += parts.at(-1)?.length ?? 0) {
      const part = await file.read(position, size - position);
      if (part.length === 0) break;
      parts.push(part);
    }
    return parts.length === 1 && parts[0] ? parts[0] : joined(...parts);
  });

async function hashOf(content: Uint8Array): Promise<FileHash> {
  const hash = createHash('sha256');
  for await (const part of inParts(content)) hash.update(part);
  return hash.digest('hex') as FileHash;
}
