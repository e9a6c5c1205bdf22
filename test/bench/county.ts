import { z } from 'zod';
import { Child } from './child.ts';
import { writeHistory } from './history.ts';
import { inventRoster } from './invented.ts';
import { type Aim, inRounds, type Report, type Row, rowOf } from './rows.ts';
import { Scratch } from './scratch.ts';
import type { CountySize } from './size.ts';

export interface CountyOptions extends CountySize {
  readonly rounds: number;
}

const Plan = z.object({ took: z.number(), pause: z.number(), messages: z.number() });

/** Times in milliseconds, `update` in microseconds, memory in bytes. */
export const CountyFigures = z.object({
  records: z.number(),
  parsing: z.number(),
  opening: z.number(),
  rss: z.number(),
  heap: z.number(),
  folding: z.number(),
  page: z.number(),
  update: z.number(),
  reminders: Plan,
  digest: Plan,
});
export type CountyFigures = z.infer<typeof CountyFigures>;

/** A whole county, each round in a process of its own: reading its ledgers, keeping up with them, planning from them. */
export async function benchCounty(options: CountyOptions, report: Report): Promise<Row[]> {
  using scratch = new Scratch();
  const { rounds, ...size } = options;
  report('进度：写出台账');
  const written = await writeHistory(scratch.folder, inventRoster(size));
  const measure = async (): Promise<CountyFigures> => {
    await using county = new Child('county-process.ts', scratch.folder);
    const figures = await county.ask(size, CountyFigures);
    if (figures.records === written) return figures;
    throw new Error(`${written} records were written, ${figures.records} were read`);
  };
  return rowsOf(size, await inRounds('进度：重建、更新、拟稿、网页', rounds, report, measure));
}

const MEGABYTE = 2 ** 20;
const MILLION = 1_000_000;

function rowsOf({ branches, people }: CountySize, rounds: readonly CountyFigures[]): Row[] {
  const where = `${named(branches)} 个支部、${named(people)} 人`;
  const records = named(rounds[0]?.records ?? 0);
  const row = (item: string, unit: string, ours: (figures: CountyFigures) => number, aim?: Aim): Row =>
    rowOf(item, unit, rounds, (figures) => ({ ours: ours(figures) }), aim);
  const seconds = (took: number, { records }: CountyFigures): number => (took / records) * (MILLION / 1000);
  return [
    rowOf(
      `启动：读回 ${records} 条记录，每百万条（对照同样的行只做 JSON.parse）`,
      '秒',
      rounds,
      (figures) => ({
        ours: seconds(figures.opening, figures),
        reference: seconds(figures.parsing, figures),
      }),
    ),
    row(`同上`, '秒', (figures) => seconds(figures.opening, figures), { atMost: 5 }),
    row('只在内存中累计', '秒', (figures) => seconds(figures.folding, figures)),
    row('启动时内存最高（RSS）', 'MB', ({ rss }) => rss / MEGABYTE),
    row('启动后留在内存（堆）', 'MB', ({ heap }) => heap / MEGABYTE),
    row('新记一条并重算本人和支部', 'µs', ({ update }) => update),
    row(`新记一条后打开网页总览（${where}）`, 'ms', ({ page }) => page, { atMost: 100 }),
    row(
      `拟提醒 ${named(rounds[0]?.reminders.messages ?? 0)} 条（${where}）`,
      'ms',
      ({ reminders }) => reminders.took,
    ),
    row(
      `周报连图片、表格共 ${named(rounds[0]?.digest.messages ?? 0)} 条，拟好做好（${where}）`,
      'ms',
      ({ digest }) => digest.took,
      { atMost: 5000 },
    ),
    row(
      '拟提醒、做周报时事件循环最长停顿',
      'ms',
      ({ reminders, digest }) => Math.max(reminders.pause, digest.pause),
      { atMost: 50 },
    ),
  ];
}

const named = (number: number): string => number.toLocaleString('en-US');
