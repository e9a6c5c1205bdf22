import { join } from 'node:path';
import { codeOf, type Disk, withFile, writeAll } from './disk.ts';

const fileOf = (dataFolder: string): string => join(dataFolder, 'repairs.txt');

/** Keeps the words about a repair until somebody confirms to have seen them. Durable when it resolves. */
export async function noteRepair(dataFolder: string, disk: Disk, words: string): Promise<void> {
  await withFile(disk, fileOf(dataFolder), 'write', async (file) => {
    await writeAll(file, Buffer.from(`${words}\n`), await file.size());
    await file.datasync();
  });
  await disk.syncFolder(dataFolder);
}

/** Repairs nobody has confirmed to have seen, oldest first. */
export async function unseenRepairs(dataFolder: string, disk: Disk): Promise<readonly string[]> {
  try {
    const text = await withFile(disk, fileOf(dataFolder), 'read', async (file) =>
      (await file.read(0, await file.size())).toString(),
    );
    return text.split('\n').filter((line) => line !== '');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Somebody has seen them all. */
export const confirmRepairs = (dataFolder: string, disk: Disk): Promise<void> =>
  disk.remove(fileOf(dataFolder));
