import { z } from 'zod';
import { Child } from './child.ts';
import type { Report, Row } from './rows.ts';
import type { CountySize } from './size.ts';

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

/** All campaign files of a folder at once, in a process of its own, beside the same answers out of SQLite. */
export async function benchNotices(size: CountySize, campaigns: string, report: Report): Promise<Row[]> {
  report('各通知的全部要求：累计、查询、逐条更新，对照 SQLite');
  await using notices = new Child('notices-process.ts', campaigns);
  return rowsOf(await notices.ask(size, NoticesFigures));
}

/** What a record may cost, with all that it can change for its person and branch. */
const MICROSECONDS_A_RECORD = 1000;

function rowsOf(figures: NoticesFigures): Row[] {
  const { campaigns, requirements, records, folding, compared, others, sql, answers, agreed } = figures;
  const measures = Object.entries(figures.measures).map(([measure, count]) => `${measure}×${count}`);
  const second = (took: number): number => 1000 / took;
  const whole = sql.loading + sql.indexing + sql.asking;
  return [
    {
      item: `从 ${named(records)} 条记录重建，算出可用 SQL 写的要求：每秒几遍（对照 SQLite 装入、建索引、查询）`,
      unit: '遍',
      ours: second(folding + compared),
      reference: second(whole),
      aim: { atLeast: 1 },
    },
    {
      item: `同上，另算出 ${campaigns} 份通知的全部 ${requirements} 条要求（对照同上，只查前一行的要求）`,
      unit: '遍',
      ours: second(folding + compared + others),
      reference: second(whole),
    },
    {
      item: '其中装入（对照 SQLite 装入、建索引）',
      unit: 'ms',
      ours: folding,
      reference: sql.loading + sql.indexing,
    },
    { item: '其中算出（对照 SQLite 查询）', unit: 'ms', ours: compared, reference: sql.asking },
    {
      item: `答案一致（${measures.join('、')}）`,
      unit: '个',
      ours: agreed,
      reference: answers,
      aim: { atLeast: 1 },
    },
    ...Object.entries(figures.updates).map(
      ([kind, took]): Row => ({
        item: `新记一条（${kind}），重算本人和支部的全部要求，中位（对照 1 毫秒）`,
        unit: 'µs',
        ours: took,
        reference: MICROSECONDS_A_RECORD,
        aim: { atMost: 1 },
      }),
    ),
  ];
}

const named = (number: number): string => number.toLocaleString('en-US');
