import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { Commit } from '../../src/journal/commit.ts';
import { openJournal } from '../../src/journal/embedded.ts';
import type { Journal } from '../../src/journal/journal.ts';
import { createLogger } from '../../src/log.ts';
import type { RecordId } from '../../src/records/records.ts';
import { personId, type UnitId } from '../../src/roster/roster.ts';
import { inRounds, type Report, type Row, rowOf } from './rows.ts';
import { Scratch } from './scratch.ts';
import { median, timed } from './statistics.ts';
import { writeJournal } from './written-journal.ts';

const UNIT = '县教育局/机关第一支部' as UnitId;

function checkIn(number: number): Commit {
  const cause = `CAIQ${String(number).padStart(12, '0')}xSiHhq4XnAMgAw==`;
  const person = personId(`member${number % 60}`);
  const at = 1_394_000_000_000 + number;
  return {
    cause,
    at,
    records: [
      {
        ...{
          kind: 'attended',
          id: `${cause}/0` as RecordId,
          at,
          by: person,
          unit: UNIT,
          person,
          mode: '现场',
          late: null,
        },
        session: 'CAIQ000000000001xSiHhq4XnAMgAw==/0' as RecordId,
      },
    ],
    outbox: [],
  };
}

/** A journal that holds so many check-ins. */
async function filled(folder: string, lines: number): Promise<Journal> {
  await writeJournal(
    folder,
    Iterator.from(Array(lines).keys()).map((number) => checkIn(number)),
  );
  return openJournal({ folder, log: createLogger('silent'), each: () => {} });
}

export interface CommitOptions {
  /** Lines in the large journal and in the small one. */
  readonly lines: { readonly large: number; readonly small: number };
  /** Commits to each of the two in a round. */
  readonly turns: number;
  /** Commits in a round for the throughput. */
  readonly count: number;
  readonly rounds: number;
}

/** Milliseconds a commit, and commits a second, in one round. */
interface Measured {
  readonly large: number;
  readonly small: number;
  readonly single: number;
  readonly many: number;
  readonly plain: number;
}

/** What a commit costs, and whether that depends on how much is in the journal already. */
export async function benchCommits(options: CommitOptions, report: Report): Promise<Row[]> {
  using scratch = new Scratch();
  const { lines, turns, count, rounds } = options;
  report('台账：准备');
  const large = await filled(join(scratch.folder, 'large'), lines.large);
  const small = await filled(join(scratch.folder, 'small'), lines.small);
  // Above all that the journals hold, and never the same twice.
  let next = lines.large;
  const measure = async (): Promise<Measured> => ({
    ...(await compare(large, small, turns, () => checkIn(next++))),
    single: await throughput(small, 1, Math.ceil(count / 10), () => checkIn(next++)),
    many: await throughput(small, 64, count, () => checkIn(next++)),
    plain: await plainLowdb(scratch.folder, lines.small, Math.ceil(count / 50)),
  });
  await measure();
  const measured = await inRounds('台账', rounds, report, measure);
  await large.close();
  await small.close();
  return rowsOf(lines, measured);
}

/** Medians of both, taken in turns so that whatever the machine does meanwhile touches both alike. */
async function compare(large: Journal, small: Journal, turns: number, next: () => Commit) {
  const times = new Map<Journal, number[]>([
    [large, []],
    [small, []],
  ]);
  for (let turn = 0; turn < turns; turn++)
    for (const journal of turn % 2 ? [large, small] : [small, large]) {
      const commit = next();
      times.get(journal)?.push(await timed(() => journal.commit(commit)));
    }
  return { large: median(times.get(large) ?? []), small: median(times.get(small) ?? []) };
}

/** Durable commits a second, with so many on their way at any time. */
async function throughput(
  journal: Journal,
  atOnce: number,
  count: number,
  next: () => Commit,
): Promise<number> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await journal.commit(next());
  };
  const took = await timed(() => Promise.all(Array.from({ length: atOnce }, worker)));
  return (count / took) * 1000;
}

/** lowdb as it comes: the whole file rewritten each time, never synced. */
async function plainLowdb(folder: string, rows: number, count: number): Promise<number> {
  const data = { commits: Array.from({ length: rows }, (_, n) => checkIn(n)) };
  const db = new Low(new JSONFile<typeof data>(join(folder, 'plain.json')), data);
  const took = await timed(async () => {
    for (let n = 0; n < count; n++) await db.update(({ commits }) => commits.push(checkIn(rows + n)));
  });
  return (count / took) * 1000;
}

function rowsOf(lines: CommitOptions['lines'], rounds: readonly Measured[]): Row[] {
  const named = (number: number): string => number.toLocaleString('en-US');
  return [
    rowOf(
      `提交一次，台账已有 ${named(lines.large)} 行（对照 ${named(lines.small)} 行）`,
      'ms',
      rounds,
      ({ large, small }) => ({ ours: large, reference: small }),
      { atMost: 1.2 },
    ),
    rowOf('落盘提交，同时 1 个：每秒（对照 lowdb JSONFile，不落盘）', '次', rounds, ({ single, plain }) => ({
      ours: single,
      reference: plain,
    })),
    rowOf('落盘提交，同时 64 个：每秒（对照同上）', '次', rounds, ({ many, plain }) => ({
      ours: many,
      reference: plain,
    })),
  ];
}
