import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { openLedger } from '../../src/ledger/embedded.ts';
import type { Commit, Ledger } from '../../src/ledger/ledger.ts';
import type { RecordId } from '../../src/ledger/records.ts';
import { unitFile } from '../../src/ledger/unit-file.ts';
import { createLogger } from '../../src/log.ts';
import { personId, type UnitId } from '../../src/roster/roster.ts';

export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

const LARGE = '县教育局/机关第一支部' as UnitId;
const SMALL = '县农业局/机关第一支部' as UnitId;
const BUSY = '县水利局/机关第一支部' as UnitId;

function checkIn(unit: UnitId, number: number): Commit {
  const cause = `CAIQ${String(number).padStart(12, '0')}xSiHhq4XnAMgAw==`;
  const person = personId(`member${number % 60}`);
  return {
    unit,
    cause,
    at: 1_394_000_000_000 + number,
    records: [
      {
        kind: 'attended',
        id: `${cause}/0` as RecordId,
        at: 1_394_000_000_000 + number,
        by: person,
        session: 'CAIQ000000000001xSiHhq4XnAMgAw==/0' as RecordId,
        person,
        mode: '现场',
        late: null,
      },
    ],
    outbox: [],
    reply: '林小雨，已签到。\n集中学习：已参加 2 天，还差 1 天。\n下一步：上课后请发“/体会”。',
  };
}

async function fill(folder: string, unit: UnitId, lines: number): Promise<void> {
  const text = Array.from({ length: lines }, (_, n) => JSON.stringify({ v: 1, ...checkIn(unit, n) })).join(
    '\n',
  );
  await writeFile(join(folder, 'ledger', unitFile(unit)), `${text}\n`);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

/** Medians of both, in milliseconds, taken in turns so that whatever the machine does meanwhile touches both alike. */
async function compare(
  ledger: Ledger,
  turns: number,
  from: number,
): Promise<{ large: number; small: number }> {
  const large: number[] = [];
  const small: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const number = from + turn;
    const measureLarge = async () => large.push(await timed(() => ledger.commit(checkIn(LARGE, number))));
    const measureSmall = async () => small.push(await timed(() => ledger.commit(checkIn(SMALL, number))));
    for (const measure of turn % 2 ? [measureLarge, measureSmall] : [measureSmall, measureLarge])
      await measure();
  }
  return { large: median(large), small: median(small) };
}

/** Durable commits a second, with so many on their way at any time. */
async function throughput(ledger: Ledger, atOnce: number, count: number, from: number): Promise<number> {
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < from + count) await ledger.commit(checkIn(BUSY, next++));
  };
  const took = await timed(() => Promise.all(Array.from({ length: atOnce }, worker)));
  return (count / took) * 1000;
}

/** lowdb as it comes: the whole file rewritten each time, never synced. */
async function plainLowdb(folder: string, rows: number, count: number): Promise<number> {
  const data = { commits: Array.from({ length: rows }, (_, n) => checkIn(BUSY, n)) };
  const db = new Low(new JSONFile<typeof data>(join(folder, 'plain.json')), data);
  const took = await timed(async () => {
    for (let n = 0; n < count; n++) await db.update(({ commits }) => commits.push(checkIn(BUSY, rows + n)));
  });
  return (count / took) * 1000;
}

async function countAll(ledger: Ledger): Promise<number> {
  let count = 0;
  for await (const _ of ledger.replay()) count++;
  return count;
}

/** What a commit costs, and whether that depends on how much is in the ledger already. */
export async function benchCommits(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-bench-'));
  try {
    await mkdir(join(folder, 'ledger'));
    await fill(folder, LARGE, 100_000);
    await fill(folder, SMALL, 1000);
    const started = performance.now();
    const ledger = await openLedger({ folder, log: createLogger('silent') });
    const opening = performance.now() - started;
    let lines = 0;
    const replay = await timed(async () => {
      lines = await countAll(ledger);
    });
    await compare(ledger, 200, 1_000_000);
    const { large, small } = await compare(ledger, 1500, 2_000_000);
    const single = await throughput(ledger, 1, 3000, 0);
    const many = await throughput(ledger, 64, 30_000, 100_000);
    await ledger.close();
    const plain = await plainLowdb(folder, 1000, 500);
    return [
      { name: 'commit with 1,000 lines in the ledger, median', value: small, unit: 'ms' },
      { name: 'commit with 100,000 lines in the ledger, median', value: large, unit: 'ms' },
      { name: 'ratio of the two (aim ≤ 1.2)', value: large / small, unit: '×' },
      { name: 'durable commits, one at a time', value: single, unit: '/s' },
      { name: 'durable commits, 64 at once', value: many, unit: '/s' },
      { name: 'lowdb JSONFile at 1,000 rows, not durable', value: plain, unit: '/s' },
      { name: 'opening a data folder of 101,000 lines', value: opening, unit: 'ms' },
      { name: 'replay', value: (lines / replay) * 1000, unit: 'commits/s' },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  for (const { name, value, unit } of await benchCommits())
    process.stdout.write(`${name.padEnd(50)} ${value.toFixed(value < 100 ? 3 : 0).padStart(10)} ${unit}\n`);
}
