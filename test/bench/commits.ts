import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import { openLedger } from '../../src/journal/embedded.ts';
import type { Commit, Ledger } from '../../src/journal/ledger.ts';
import { unitFile } from '../../src/journal/unit-file.ts';
import { createLogger } from '../../src/log.ts';
import type { RecordId } from '../../src/records/records.ts';
import { personId, type UnitId } from '../../src/roster/roster.ts';
import type { Report, Row } from './rows.ts';
import { Scratch } from './scratch.ts';
import { median, timed } from './statistics.ts';

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
        unit,
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

export interface CommitOptions {
  /** Lines in the large ledger and in the small one. */
  readonly lines: { readonly large: number; readonly small: number };
  /** Commits to each of the two. */
  readonly turns: number;
  /** Commits for the throughput. */
  readonly count: number;
}

/** What a commit costs, and whether that depends on how much is in the ledger already. */
export async function benchCommits({ lines, turns, count }: CommitOptions, report: Report): Promise<Row[]> {
  using scratch = new Scratch();
  const { folder } = scratch;
  report('台账：准备');
  await mkdir(join(folder, 'ledger'));
  await fill(folder, LARGE, lines.large);
  await fill(folder, SMALL, lines.small);
  const ledger = await openLedger({ folder, log: createLogger('silent') });
  report('台账：提交');
  await compare(ledger, Math.ceil(turns / 5), 1_000_000);
  const { large, small } = await compare(ledger, turns, 2_000_000);
  const single = await throughput(ledger, 1, Math.ceil(count / 10), 0);
  const many = await throughput(ledger, 64, count, 100_000);
  await ledger.close();
  const plain = await plainLowdb(folder, lines.small, Math.ceil(count / 100));
  const named = (number: number): string => number.toLocaleString('en-US');
  return [
    {
      item: `提交一次，台账已有 ${named(lines.large)} 行（对照 ${named(lines.small)} 行）`,
      unit: 'ms',
      ours: large,
      reference: small,
      aim: { atMost: 1.2 },
    },
    {
      item: '落盘提交，同时 1 个：每秒（对照 lowdb JSONFile，不落盘）',
      unit: '次',
      ours: single,
      reference: plain,
    },
    { item: '落盘提交，同时 64 个：每秒（对照同上）', unit: '次', ours: many, reference: plain },
  ];
}
