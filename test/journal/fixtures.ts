import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Commit } from '../../src/journal/commit.ts';
import type { Disk } from '../../src/journal/disk.ts';
import { openJournal } from '../../src/journal/embedded.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { createLogger } from '../../src/log.ts';
import type { Attended, RecordId } from '../../src/records/records.ts';
import { personId, type UnitId } from '../../src/roster/roster.ts';
import { storedIn } from '../support/journal.ts';

export const BRANCH = '县教育局/机关第一支部' as UnitId;
export const SEGMENT = '000001.jsonl';
export const SILENT = createLogger('silent');

/** A folder that is gone when the test is over. */
export async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-journal-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export const segmentIn = (folder: string, name = SEGMENT): string => join(folder, 'journal', name);

interface OpenOptions {
  readonly disk?: Disk;
  readonly segmentBytes?: number;
}

/** An open journal that is closed when the test is over, and what it held when it was opened. */
export async function reopen(
  folder: string,
  options: OpenOptions = {},
): Promise<{ readonly journal: Journal; readonly commits: readonly Commit[] }> {
  const commits: Commit[] = [];
  const journal = await openJournal({
    folder,
    log: SILENT,
    each: (commit) => commits.push(commit),
    ...options,
  });
  onTestFinished(() => journal.close());
  return { journal, commits };
}

export const open = async (folder: string, options: OpenOptions = {}): Promise<Journal> =>
  (await reopen(folder, options)).journal;

/** A closed journal with these commits, and the folder it is in. */
export async function written(causes: readonly string[], options: OpenOptions = {}): Promise<string> {
  const folder = await dataFolder();
  const journal = await open(folder, options);
  for (const cause of causes) await journal.commit(checkIn(cause));
  await journal.close();
  return folder;
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
    cause,
    at: 1_394_000_000_000,
    records: [attended(cause)],
    outbox: [
      {
        unit: BRANCH,
        message: {
          key: `note/${cause}`,
          to: { kind: 'group', unit: BRANCH },
          content: { type: 'markdown', text: '林小雨已签到', mention: [] },
          covers: [],
          nudges: [],
          expires: null,
        },
      },
    ],
    ...more,
  };
}

export const causes = async (folder: string): Promise<string[]> =>
  (await storedIn(folder)).map(({ cause }) => cause);

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
