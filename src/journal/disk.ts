import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** An open file. Positions and lengths are bytes. */
export interface DiskFile {
  /** What stands at `position`: shorter than `length` at the end of the file, empty past it. */
  read(position: number, length: number): Promise<Buffer>;
  /** Fills the buffer with what stands at `position`. Resolves with how many bytes there were, 0 past the end of the file. */
  readInto(buffer: Uint8Array, position: number): Promise<number>;
  /** Resolves with how many bytes were taken, which may be fewer than were offered. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  truncate(length: number): Promise<void>;
  /** Resolves when content and length would outlive a power cut. */
  datasync(): Promise<void>;
  size(): Promise<number>;
  close(): Promise<void>;
}

/** The file operations the ledger room rests on. Every one rejects with Node's own coded error; tests give a disk that does. */
export interface Disk {
  /** `read` and `write` open what is there, `write` makes what is not, `new` rejects with EEXIST when it is there. */
  open(path: string, mode: 'read' | 'write' | 'new'): Promise<DiskFile>;
  /** Names in the folder, sorted. */
  list(folder: string): Promise<readonly string[]>;
  /** Makes the folder and those above it, durably. */
  makeFolder(folder: string): Promise<void>;
  /** Makes names that came, went or changed in the folder outlive a power cut. */
  syncFolder(folder: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Nothing happens when it is not there. */
  remove(path: string): Promise<void>;
}

const FLAGS = {
  read: constants.O_RDONLY,
  write: constants.O_RDWR | constants.O_CREAT,
  new: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
};

function diskFile(handle: FileHandle): DiskFile {
  return {
    async read(position, length) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    },
    readInto: async (buffer, position) => (await handle.read(buffer, 0, buffer.length, position)).bytesRead,
    write: async (bytes, position) => (await handle.write(bytes, 0, bytes.length, position)).bytesWritten,
    truncate: (length) => handle.truncate(length),
    datasync: () => handle.datasync(),
    size: async () => (await handle.stat()).size,
    close: () => handle.close(),
  };
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder for syncing, and its NTFS journals names by itself.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await syncFolder(dirname(made));
}

/** The machine's own disk. */
export const nodeDisk: Disk = {
  open: async (path, mode) => diskFile(await open(path, FLAGS[mode], 0o600)),
  list: async (folder) => (await readdir(folder)).sort(),
  makeFolder,
  syncFolder,
  rename,
  remove: (path) => rm(path, { force: true }),
};

/** Opens a file for as long as it is used. */
export async function withFile<T>(
  disk: Disk,
  path: string,
  mode: 'read' | 'write' | 'new',
  use: (file: DiskFile) => Promise<T>,
): Promise<T> {
  const file = await disk.open(path, mode);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** Writes all of it, however many calls that takes: a disk about to fill up takes a part first and refuses the rest. */
export async function writeAll(file: DiskFile, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const taken = await file.write(bytes.subarray(done), position + done);
    if (taken === 0) throw new Error('the disk took no bytes and gave no reason');
    done += taken;
  }
}

/** Makes a new file of this content; durable when it resolves, but for its name: see {@link Disk.syncFolder}. */
export const writeNew = (disk: Disk, path: string, bytes: Uint8Array): Promise<void> =>
  withFile(disk, path, 'new', async (file) => {
    await writeAll(file, bytes, 0);
    await file.datasync();
  });

/** The `code` of Node's system errors, undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
