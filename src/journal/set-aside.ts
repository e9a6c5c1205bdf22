import { basename, dirname } from 'node:path';
import { codeOf, type Disk, withFile, writeAll, writeNew } from './disk.ts';

/**
 * Takes what stands behind the last whole line of a segment out of it: a line that was never finished, and so was never
 * confirmed to anybody. `tell` hears in words what is about to be done, once a copy is durable and before anything is cut.
 */
export function cutTorn(
  disk: Disk,
  path: string,
  at: number,
  tell: (words: string) => Promise<void>,
): Promise<void> {
  return withFile(disk, path, 'write', async (file) => {
    const bytes = await file.read(at, (await file.size()) - at);
    const copy = await keepCopy(disk, path, bytes);
    await tell(
      `${basename(path)} 最后一行没有写完（${bytes.length} 字节），` +
        `此条从未向任何人确认过，已截去，副本存为 ${basename(copy)}`,
    );
    await file.truncate(at);
    await file.datasync();
  });
}

/** Ends the last line, which lacks nothing but its newline, at this byte. */
export const endLine = (disk: Disk, path: string, at: number): Promise<void> =>
  withFile(disk, path, 'write', async (file) => {
    await writeAll(file, Buffer.from('\n'), at);
    await file.datasync();
  });

async function keepCopy(disk: Disk, path: string, bytes: Buffer): Promise<string> {
  for (let count = 1; ; count++) {
    const copy = `${path}.torn-${count}`;
    try {
      await writeNew(disk, copy, bytes);
      await disk.syncFolder(dirname(path));
      return copy;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}
