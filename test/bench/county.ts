import { z } from 'zod';
import { Child } from './child.ts';
import { writeHistory } from './history.ts';
import { inventRoster } from './invented.ts';
import type { Report, Row } from './rows.ts';
import { Scratch } from './scratch.ts';
import type { CountySize } from './size.ts';

const Plan = z.object({ took: z.number(), pause: z.number(), messages: z.number() });

/** Times in milliseconds, `update` in microseconds, memory in bytes. */
export const CountyFigures = z.object({
  records: z.number(),
  parsing: z.number(),
  opening: z.number(),
  rebuilding: z.number(),
  rss: z.number(),
  heap: z.number(),
  folding: z.number(),
  page: z.number(),
  update: z.number(),
  reminders: Plan,
  digest: Plan,
});
export type CountyFigures = z.infer<typeof CountyFigures>;

/** A whole county in a process of its own: reading its ledgers, keeping up with them, planning from them. */
export async function benchCounty(size: CountySize, report: Report): Promise<Row[]> {
  using scratch = new Scratch();
  report('进度：写出台账');
  const written = await writeHistory(scratch.folder, inventRoster(size));
  await using county = new Child('county-process.ts', scratch.folder);
  report('进度：重建、更新、拟稿、网页');
  const figures = await county.ask(size, CountyFigures);
  if (figures.records !== written)
    throw new Error(`${written} records were written, ${figures.records} were read`);
  return rowsOf(size, figures);
}

function rowsOf({ branches, people }: CountySize, figures: CountyFigures): Row[] {
  const { records, parsing, opening, rebuilding, rss, heap, folding, page, update, reminders, digest } =
    figures;
  const perSecond = (took: number): number => (records / took) * 1000;
  const where = `${named(branches)} 个支部、${named(people)} 人`;
  const megabytes = (bytes: number): number => bytes / 2 ** 20;
  return [
    {
      item: `从 ${named(records)} 条记录重建进度：每秒（对照只做 JSON.parse）`,
      unit: '条',
      ours: perSecond(rebuilding),
      reference: perSecond(parsing),
    },
    {
      item: '打开台账，逐行核对：每秒（对照同上）',
      unit: '条',
      ours: perSecond(opening),
      reference: perSecond(parsing),
    },
    { item: '只在内存中累计：每秒', unit: '条', ours: perSecond(folding) },
    { item: '重建时内存最高（RSS）', unit: 'MB', ours: megabytes(rss) },
    { item: '重建后留在内存（堆）', unit: 'MB', ours: megabytes(heap) },
    { item: '新记一条并重算本人和支部', unit: 'µs', ours: update },
    { item: `新记一条后打开网页总览（${where}）`, unit: 'ms', ours: page },
    { item: `拟提醒 ${named(reminders.messages)} 条（${where}）`, unit: 'ms', ours: reminders.took },
    {
      item: `周报连图片、表格共 ${named(digest.messages)} 条，拟好做好（${where}）`,
      unit: 'ms',
      ours: digest.took,
    },
    {
      item: '拟提醒、做周报时事件循环最长停顿',
      unit: 'ms',
      ours: Math.max(reminders.pause, digest.pause),
    },
  ];
}

const named = (number: number): string => number.toLocaleString('en-US');
