import { join } from 'node:path';
import { readLine } from '../journal/commit-line.ts';
import { type Disk, nodeDisk } from '../journal/disk.ts';
import { type Commit, LedgerDamagedError } from '../journal/ledger.ts';
import { readLines } from '../journal/read-lines.ts';
import { LEDGER_SUFFIX } from '../journal/unit-file.ts';
import type { UnitId } from '../roster/roster.ts';
import type { OnProgress } from '../time/on-progress.ts';

/** A ledger file as it stood when it was first read: what is added later is no part of the archive. */
export interface LedgerFile {
  readonly unit: UnitId;
  readonly path: string;
  /** Length of the whole lines, in bytes. */
  readonly length: number;
}

/** A commit and the very bytes it was read from, without the newline. */
export interface Line {
  readonly commit: Commit;
  readonly bytes: Buffer;
}

/**
 * Reads every ledger of the data folder while the bot may be writing to it: nothing is locked, changed or repaired, and a last
 * line that is not whole yet is left out. Rejects with a {@link LedgerDamagedError} on a line that cannot be believed.
 */
export async function readLedgers(
  dataFolder: string,
  each: (commit: Commit) => void,
  onProgress: OnProgress,
  disk: Disk = nodeDisk,
): Promise<readonly LedgerFile[]> {
  const folder = join(dataFolder, 'ledger');
  const names = (await disk.list(folder)).filter((name) => name.endsWith(LEDGER_SUFFIX));
  const files: LedgerFile[] = [];
  for (const [index, name] of names.entries()) {
    const path = join(folder, name);
    let unit: UnitId | undefined;
    let length = 0;
    for await (const { commit, bytes } of linesOf(path, disk)) {
      each(commit);
      unit = commit.unit;
      length += bytes.length + 1;
    }
    if (unit !== undefined) files.push({ unit, path, length });
    onProgress(index + 1, names.length);
  }
  return files.sort((a, b) => (a.unit < b.unit ? -1 : 1));
}

/** The whole lines of a ledger, up to a byte. */
export async function* linesOf(path: string, disk: Disk = nodeDisk, end?: number): AsyncGenerator<Line> {
  for await (const { bytes, ended, number } of readLines(disk, path, end)) {
    if (!ended) return;
    const reading = readLine(bytes);
    if (!reading.ok) throw new LedgerDamagedError(path, number, reading.detail);
    yield { commit: reading.commit, bytes };
  }
}
