import { z } from 'zod';
import { Child } from './child.ts';
import type { CountyOptions } from './county.ts';
import { inRounds, type Report, type Row, rowOf } from './rows.ts';

/** Milliseconds; updates in microseconds. */
export const NoticesFigures = z.object({
  campaigns: z.number(),
  requirements: z.number(),
  records: z.number(),
  folding: z.number(),
  /** Standings of what is written in SQL too, and of all the rest. */
  compared: z.number(),
  others: z.number(),
  sql: z.object({ loading: z.number(), indexing: z.number(), asking: z.number() }),
  /** Requirements written in SQL, by measure, and how many answers were the same. */
  measures: z.record(z.string(), z.number()),
  answers: z.number(),
  agreed: z.number(),
  updates: z.record(z.string(), z.number()),
});
export type NoticesFigures = z.infer<typeof NoticesFigures>;

/** All campaign files of a folder at once, each round in a process of its own, beside the same answers out of SQLite. */
export async function benchNotices(
  options: CountyOptions,
  campaigns: string,
  report: Report,
): Promise<Row[]> {
  const { rounds, ...size } = options;
  const measure = async (): Promise<NoticesFigures> => {
    await using notices = new Child('notices-process.ts', campaigns);
    return await notices.ask(size, NoticesFigures);
  };
  return rowsOf(
    await inRounds('各通知的全部要求：累计、查询、逐条更新，对照 SQLite', rounds, report, measure),
  );
}

/** Microseconds a record may cost, with all that it can change for its person and branch. */
const A_RECORD = 1000;

function rowsOf(rounds: readonly NoticesFigures[]): Row[] {
  const [first] = rounds;
  if (!first) return [];
  const { campaigns, requirements, records } = first;
  const measures = Object.entries(first.measures).map(([measure, count]) => `${measure}×${count}`);
  const second = (took: number): number => 1000 / took;
  const whole = ({ sql }: NoticesFigures): number => sql.loading + sql.indexing + sql.asking;
  return [
    rowOf(
      `从 ${named(records)} 条记录重建，算出可用 SQL 写的要求：每秒几遍（对照 SQLite 装入、建索引、查询）`,
      '遍',
      rounds,
      (each) => ({ ours: second(each.folding + each.compared), reference: second(whole(each)) }),
      { atLeast: 1 },
    ),
    rowOf(
      `同上，另算出 ${campaigns} 份通知的全部 ${requirements} 条要求（对照同上，只查前一行的要求）`,
      '遍',
      rounds,
      (each) => ({
        ours: second(each.folding + each.compared + each.others),
        reference: second(whole(each)),
      }),
    ),
    rowOf('其中装入（对照 SQLite 装入、建索引）', 'ms', rounds, ({ folding, sql }) => ({
      ours: folding,
      reference: sql.loading + sql.indexing,
    })),
    rowOf('其中算出（对照 SQLite 查询）', 'ms', rounds, ({ compared, sql }) => ({
      ours: compared,
      reference: sql.asking,
    })),
    rowOf(
      `答案一致（${measures.join('、')}）`,
      '个',
      rounds,
      ({ agreed, answers }) => ({ ours: agreed, reference: answers }),
      { atLeast: 1 },
    ),
    ...Object.keys(first.updates).map((kind) =>
      rowOf(
        `新记一条（${kind}），重算本人和支部的全部要求，中位`,
        'µs',
        rounds,
        ({ updates }) => ({ ours: updates[kind] ?? Number.NaN }),
        { atMost: A_RECORD },
      ),
    ),
  ];
}

const named = (number: number): string => number.toLocaleString('en-US');
