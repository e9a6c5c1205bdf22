import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Disk } from '../../src/journal/disk.ts';
import { openLedger } from '../../src/journal/embedded.ts';
import type { Commit, Ledger } from '../../src/journal/ledger.ts';
import { createLogger } from '../../src/log.ts';
import type { Attended, RecordId } from '../../src/records/records.ts';
import { personId, type UnitId } from '../../src/roster/roster.ts';

export const BRANCH = '县教育局/机关第一支部' as UnitId;
export const BRANCH_FILE = '县教育局~机关第一支部.jsonl';
export const SILENT = createLogger('silent');

/** A folder that is gone when the test is over. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-ledger-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** An open ledger that is closed when the test is over. */
export async function open(folder: string, disk?: Disk): Promise<Ledger> {
  const ledger = await openLedger({ folder, log: SILENT, ...(disk && { disk }) });
  onTestFinished(() => ledger.close());
  return ledger;
}

export function attended(cause: string): Attended {
  return {
    kind: 'attended',
    id: `${cause}/0` as RecordId,
    at: 1_394_000_000_000,
    by: personId('lin.xiaoyu'),
    unit: BRANCH,
    session: 'session-1' as RecordId,
    person: personId('lin.xiaoyu'),
    mode: '现场',
    late: null,
  };
}

/** What a check-in commits. */
export function checkIn(cause: string = randomUUID(), more: Partial<Commit> = {}): Commit {
  return {
    unit: BRANCH,
    cause,
    at: 1_394_000_000_000,
    records: [attended(cause)],
    outbox: [
      {
        key: `note/${cause}`,
        to: { kind: 'group', unit: BRANCH },
        content: { type: 'markdown', text: '林小雨已签到', mention: [] },
        covers: [],
        nudges: [],
        expires: null,
      },
    ],
    reply: `已签到：${cause}`,
    ...more,
  };
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

export const replayed = (ledger: Ledger): Promise<Commit[]> => all(ledger.replay());

export async function causes(ledger: Ledger): Promise<string[]> {
  return (await replayed(ledger)).map((commit) => commit.cause);
}
