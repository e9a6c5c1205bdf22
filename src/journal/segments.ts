import { join } from 'node:path';
import type { Disk } from './disk.ts';
import { JournalDamagedError } from './journal.ts';

/** The folder of the journal below the data folder. */
export const journalFolder = (dataFolder: string): string => join(dataFolder, 'journal');

const NAME = /^\d{6}\.jsonl$/;

/** The path of a segment, counted from 1: `journal/000001.jsonl`. */
export const segmentPath = (folder: string, number: number): string =>
  join(folder, `${String(number).padStart(6, '0')}.jsonl`);

/** The paths of the segments there are. Rejects with a {@link JournalDamagedError} when one between them is missing. */
export async function listSegments(folder: string, disk: Disk): Promise<readonly string[]> {
  const found = (await disk.list(folder)).filter((name) => NAME.test(name)).map((name) => join(folder, name));
  for (const [index, path] of found.entries()) {
    const expected = segmentPath(folder, index + 1);
    if (path !== expected) throw new JournalDamagedError(expected, 1, '这一段台账不见了');
  }
  return found;
}

/** The data folder was written by a version whose files this one cannot read. The message is for whoever runs the machine. */
export class OldFolderError extends Error {
  override readonly name = 'OldFolderError';
}

/** Rejects with an {@link OldFolderError} for a folder of a version that kept one file a unit, in `ledger/`. */
export async function refuseOldFolder(dataFolder: string, disk: Disk): Promise<void> {
  if (!(await disk.list(dataFolder)).includes('ledger')) return;
  throw new OldFolderError(
    `数据目录 ${dataFolder} 是早先的试用版写的（里面有 ledger 目录），这个版本不能接着用，没有启动。` +
      '请在 .env 里把 DATA_DIR 设为一个新目录；旧目录原样保留，没有改动。',
  );
}
