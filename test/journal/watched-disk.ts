import { basename } from 'node:path';
import { type Disk, type DiskFile, nodeDisk } from '../../src/journal/disk.ts';

type Operation =
  | 'open'
  | 'read'
  | 'write'
  | 'truncate'
  | 'datasync'
  | 'size'
  | 'close'
  | 'rename'
  | 'syncFolder';

/** The real disk, watched, and made to fail on demand. */
export class WatchedDisk implements Disk {
  /** What was done, in order: `write 000001.jsonl`. */
  readonly done: string[] = [];
  /** Before an operation starts. It may throw what the disk would, or wait. */
  before: (operation: Operation, path: string) => void | Promise<void> = () => {};
  /** How many of the offered bytes a write takes. */
  takes: (offered: number) => number = (offered) => offered;

  readonly list = nodeDisk.list;
  readonly makeFolder = nodeDisk.makeFolder;
  readonly remove = nodeDisk.remove;

  async open(path: string, mode: 'read' | 'write' | 'new'): Promise<DiskFile> {
    const file = await this.#note('open', path, () => nodeDisk.open(path, mode));
    return {
      read: (position, length) => this.#note('read', path, () => file.read(position, length)),
      readInto: (buffer, position) => this.#note('read', path, () => file.readInto(buffer, position)),
      write: (bytes, position) =>
        this.#note('write', path, () => file.write(bytes.subarray(0, this.takes(bytes.length)), position)),
      truncate: (length) => this.#note('truncate', path, () => file.truncate(length)),
      datasync: () => this.#note('datasync', path, () => file.datasync()),
      size: () => this.#note('size', path, () => file.size()),
      close: () => this.#note('close', path, () => file.close()),
    };
  }

  rename(from: string, to: string): Promise<void> {
    return this.#note('rename', to, () => nodeDisk.rename(from, to));
  }

  syncFolder(folder: string): Promise<void> {
    return this.#note('syncFolder', folder, () => nodeDisk.syncFolder(folder));
  }

  /** How often the operation was done on the file. */
  count(operation: Operation, name: string): number {
    return this.done.filter((entry) => entry === `${operation} ${name}`).length;
  }

  /** From now on the operation fails with Node's error for this code. */
  fail(operation: Operation, code: string): void {
    this.before = (attempted) => {
      if (attempted === operation) throw Object.assign(new Error(`${code}: made to fail`), { code });
    };
  }

  heal(): void {
    this.before = () => {};
    this.takes = (offered) => offered;
  }

  async #note<T>(operation: Operation, path: string, act: () => Promise<T>): Promise<T> {
    await this.before(operation, path);
    const result = await act();
    this.done.push(`${operation} ${basename(path)}`);
    return result;
  }
}
