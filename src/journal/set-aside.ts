import { basename, dirname } from 'node:path';
import { codeOf, type Disk, writeNew } from './disk.ts';
import type { RawLine } from './read-lines.ts';

/**
 * Cuts a torn last line off a ledger file and keeps a copy beside it. The copy is durable before anything is cut.
 * Resolves with what was done, in words.
 */
export async function setAside(disk: Disk, path: string, torn: RawLine): Promise<string> {
  const file = await disk.open(path, 'write');
  try {
    const bytes = await file.read(torn.offset, (await file.size()) - torn.offset);
    const copy = await keepCopy(disk, path, bytes);
    await file.truncate(torn.offset);
    await file.datasync();
    return (
      `${basename(path)} 第 ${torn.number} 行没有写完（${bytes.length} 字节），` +
      `此条从未向任何人确认过，已截去，副本存为 ${basename(copy)}`
    );
  } finally {
    await file.close();
  }
}

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
