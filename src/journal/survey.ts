import { basename } from 'node:path';
import type { UnitId } from '../roster/roster.ts';
import { type Reading, readLine } from './commit-line.ts';
import type { Disk } from './disk.ts';
import { LedgerDamagedError } from './ledger.ts';
import { type RawLine, readLines } from './read-lines.ts';
import { unitFile } from './unit-file.ts';

const UNENDED: Reading = { ok: false, torn: true, detail: '没有写完' };

/** What a ledger file holds. */
export interface Survey {
  /** Where each cause's line begins, in bytes. */
  readonly index: Map<string, number>;
  /** Length of the whole lines, in bytes: what follows is torn. */
  readonly length: number;
  /** The half of a last line that nobody was ever told about. */
  readonly torn: RawLine | undefined;
}

/** Reads a ledger file from end to end. Rejects with a {@link LedgerDamagedError} at the first line that cannot be believed. */
export async function survey(disk: Disk, path: string): Promise<Survey> {
  const index = new Map<string, number>();
  const name = basename(path);
  let unit: UnitId | undefined;
  let length = 0;
  let torn: { readonly line: RawLine; readonly detail: string } | undefined;
  for await (const line of readLines(disk, path)) {
    // Only the last line can be torn; another one after it proves damage.
    if (torn) throw new LedgerDamagedError(path, torn.line.number, torn.detail);
    const reading = line.ended ? readLine(line.bytes) : UNENDED;
    if (reading.ok) {
      const { commit } = reading;
      if (commit.unit !== unit && unitFile(commit.unit) !== name)
        throw new LedgerDamagedError(path, line.number, `该行属于“${commit.unit}”，文件名却不是它的`);
      if (index.has(commit.cause))
        throw new LedgerDamagedError(path, line.number, `来由 ${commit.cause} 重复出现`);
      unit = commit.unit;
      index.set(commit.cause, line.offset);
      length = line.offset + line.bytes.length + 1;
    } else if (reading.torn) torn = { line, detail: reading.detail };
    else throw new LedgerDamagedError(path, line.number, reading.detail);
  }
  return { index, length, torn: torn?.line };
}
