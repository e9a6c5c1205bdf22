import { table } from '../../src/wording/table.ts';
import { median } from './statistics.ts';

/** One measurement of ours, and of the reference in the same round where there is one. */
export interface Sample {
  readonly ours: number;
  readonly reference?: number;
}

/** What a figure should come to: the median of the ratios, or of our own samples where there is no reference. */
export type Aim = ({ readonly atLeast: number } | { readonly atMost: number }) & {
  /** Better than what must be reached. */
  readonly goal?: number;
};

/** One line of the outcome: a figure with a sample a round. */
export interface Row {
  readonly item: string;
  readonly unit: string;
  readonly samples: readonly Sample[];
  readonly aim?: Aim;
}

/** Hears in a few words what is being measured now. */
export type Report = (step: string) => void;

/** Does something so many times, and announces each. */
export async function inRounds<T>(
  what: string,
  count: number,
  report: Report,
  work: (round: number) => Promise<T> | T,
): Promise<T[]> {
  const done: T[] = [];
  for (let round = 0; round < count; round++) {
    report(`${what}：第 ${round + 1}/${count} 轮`);
    done.push(await work(round));
  }
  return done;
}

/** A line out of rounds that each have its figure. */
export const rowOf = <T>(
  item: string,
  unit: string,
  rounds: readonly T[],
  sample: (round: T) => Sample,
  aim?: Aim,
): Row => ({ item, unit, samples: rounds.map(sample), ...(aim && { aim }) });

const HEAD = ['项目', '群学', '对照', '比值', '最小–最大', '轮', '要求'];

/** The rows as aligned lines under a head: medians, and how far apart the rounds lie. */
export function tableOf(rows: readonly Row[]): readonly string[] {
  return table([HEAD, ...rows.map(cells)]);
}

/** The ratio of every round; none where there is no reference. */
export const ratiosOf = ({ samples }: Row): readonly number[] =>
  samples.flatMap(({ ours, reference }) => (reference === undefined ? [] : [ours / reference]));

function cells(row: Row): readonly string[] {
  const ours = row.samples.map((sample) => sample.ours);
  const references = row.samples.flatMap(({ reference }) => reference ?? []);
  const ratios = ratiosOf(row);
  const compared = ratios.length > 0 ? ratios : ours;
  return [
    row.item,
    `${figure(median(ours))} ${row.unit}`,
    references.length === 0 ? '' : `${figure(median(references))} ${row.unit}`,
    ratios.length === 0 ? '' : figure(median(ratios)),
    `${figure(Math.min(...compared))}–${figure(Math.max(...compared))}`,
    String(compared.length),
    row.aim ? verdict(row.aim, median(compared)) : '',
  ];
}

function verdict(aim: Aim, value: number): string {
  const [sign, bar, direction] =
    'atLeast' in aim ? (['≥', aim.atLeast, 1] as const) : (['≤', aim.atMost, -1] as const);
  const judged = (wanted: number): string =>
    `${sign} ${wanted} ${(value - wanted) * direction >= 0 ? '达到' : '未达'}`;
  return aim.goal === undefined ? judged(bar) : `${judged(bar)}，目标 ${judged(aim.goal)}`;
}

/** Three digits, or whole and grouped: `0.583`, `12.4`, `12,345`. */
function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value >= 10 ? value.toFixed(1) : value.toPrecision(2 + Number(value >= 0.1));
}
