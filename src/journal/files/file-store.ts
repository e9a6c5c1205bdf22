import { createHash, randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { FileHash, StoredFile } from '../../records/records.ts';
import { codeOf, type Disk, type DiskFile, nodeDisk, writeNew } from '../disk.ts';
import { writeFailure } from '../write-failure.ts';
import { displayName } from './display-name.ts';
import type { FileStore } from './files.ts';
import { inParts, joined } from './in-parts.ts';
import { typeOf } from './sniff.ts';

/**
 * Opens the store of files people sent: `files/ab/abcdef…` below the data folder. Expects that this process already owns the
 * folder (see openLedger), for it clears away what an interrupted put left behind. Puts reject with a LedgerWriteError.
 */
export async function openFileStore(folder: string, disk: Disk = nodeDisk): Promise<FileStore> {
  const files = join(folder, 'files');
  const incoming = join(files, 'incoming');
  await disk.makeFolder(incoming);
  for (const name of await disk.list(incoming)) await disk.remove(join(incoming, name));
  return new EmbeddedFileStore(files, incoming, disk);
}

class EmbeddedFileStore implements FileStore {
  readonly #files: string;
  readonly #incoming: string;
  readonly #disk: Disk;

  constructor(files: string, incoming: string, disk: Disk) {
    this.#files = files;
    this.#incoming = incoming;
    this.#disk = disk;
  }

  async put(content: Uint8Array, name: string): Promise<StoredFile> {
    const hash = await hashOf(content);
    try {
      await this.#store(content, this.#path(hash));
    } catch (error) {
      throw writeFailure(error);
    }
    return { hash, name: displayName(name), bytes: content.length, type: await typeOf(content) };
  }

  async get(hash: FileHash): Promise<Uint8Array> {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('not the hash of a file');
    const content = await this.#read(this.#path(hash));
    if ((await hashOf(content)) !== hash)
      throw new Error(`the stored file ${hash} no longer matches its hash`);
    return content;
  }

  #path(hash: FileHash): string {
    return join(this.#files, hash.slice(0, 2), hash);
  }

  async #store(content: Uint8Array, path: string): Promise<void> {
    if (!(await this.#holds(path, content.length))) await this.#bringIn(content, path);
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

  async #holds(path: string, bytes: number): Promise<boolean> {
    try {
      return (await this.#with(path, (file) => file.size())) === bytes;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return false;
      throw error;
    }
  }

  #read(path: string): Promise<Buffer> {
    return this.#with(path, async (file) => {
      const parts: Buffer[] = [];
      let position = 0;
      for (const size = await file.size(); position < size; position += parts.at(-1)?.length ?? 0) {
        const part = await file.read(position, size - position);
        if (part.length === 0) break;
        parts.push(part);
      }
      return parts.length === 1 && parts[0] ? parts[0] : joined(...parts);
    });
  }

  async #with<T>(path: string, use: (file: DiskFile) => Promise<T>): Promise<T> {
    const file = await this.#disk.open(path, 'read');
    try {
      return await use(file);
    } finally {
      await file.close();
    }
  }
}

async function hashOf(content: Uint8Array): Promise<FileHash> {
  const hash = createHash('sha256');
  for await (const part of inParts(content)) hash.update(part);
  return hash.digest('hex') as FileHash;
}
