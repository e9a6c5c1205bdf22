import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Disk, nodeDisk, writeNew } from '../journal/disk.ts';
import { Names } from './names.ts';

/** There is something under the archive's name already. */
export class ArchiveExistsError extends Error {
  override readonly name = 'ArchiveExistsError';
  readonly folder: string;

  constructor(folder: string) {
    super(`${folder} exists`);
    this.folder = folder;
  }
}

/** A folder in the making: it has its name only once it is whole. */
export class ArchiveFolder {
  readonly #draft: string;
  readonly #final: string;
  readonly #disk: Disk;
  readonly #names = new Names();
  readonly #sums: { readonly path: string; readonly hash: string }[] = [];

  private constructor(final: string, disk: Disk) {
    this.#disk = disk;
    this.#final = final;
    this.#draft = join(dirname(final), `.${basename(final).slice(0, 20)}.${randomUUID().slice(0, 8)}.tmp`);
  }

  /** Rejects with an {@link ArchiveExistsError} rather than touch what is there. */
  static async begin(final: string, disk: Disk = nodeDisk): Promise<ArchiveFolder> {
    await mkdir(dirname(final), { recursive: true });
    const folder = new ArchiveFolder(final, disk);
    await folder.#refuseExisting();
    await mkdir(folder.#draft, { mode: 0o700 });
    return folder;
  }

  /** Writes a file under the name or one like it, and answers its path within the archive. */
  async add(folder: string, name: string, content: Uint8Array | string): Promise<string> {
    const path = this.#names.take(folder, name);
    const bytes = typeof content === 'string' ? Buffer.from(content.toWellFormed()) : content;
    await this.#write(path, bytes);
    this.#sums.push({ path, hash: createHash('sha256').update(bytes).digest('hex') });
    return path;
  }

  get files(): number {
    return this.#sums.length;
  }

  /** Adds the checksums and gives the folder its name. `remark` stands in a comment before them. */
  async finish(remark: string): Promise<void> {
    const sums = this.#sums
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ path, hash }) => `${hash}  ${path}\n`);
    await this.#write('SHA256SUMS', Buffer.from(`# ${remark}\n${sums.join('')}`));
    await this.#refuseExisting();
    await this.#disk.rename(this.#draft, this.#final);
    await this.#disk.syncFolder(dirname(this.#final));
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await rm(this.#draft, { recursive: true, force: true });
  }

  async #write(path: string, bytes: Uint8Array): Promise<void> {
    const full = join(this.#draft, path);
    await mkdir(dirname(full), { recursive: true });
    await writeNew(this.#disk, full, bytes);
  }

  async #refuseExisting(): Promise<void> {
    const there = await access(this.#final).then(
      () => true,
      () => false,
    );
    if (there) throw new ArchiveExistsError(this.#final);
  }
}
