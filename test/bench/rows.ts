import { table } from '../../src/wording/table.ts';

/** What the ratio of ours to the reference should be. */
export type Aim = { readonly atLeast: number } | { readonly atMost: number };

/** One line of the outcome. A figure says something only beside its reference, which was measured in the same run. */
export interface Row {
  readonly item: string;
  readonly unit: string;
  readonly ours: number;
  readonly reference?: number;
  readonly aim?: Aim;
}

/** Hears in a few words what is being measured now. */
export type Report = (step: string) => void;

const HEAD = ['项目', '群学', '对照', '比值', '目标'];

/** The rows as aligned lines under a head. */
export function tableOf(rows: readonly Row[]): readonly string[] {
  return table([HEAD, ...rows.map(cells)]);
}

export const ratioOf = ({ ours, reference }: Row): number | undefined =>
  reference === undefined ? undefined : ours / reference;

function cells(row: Row): readonly string[] {
  const ratio = ratioOf(row);
  return [
    row.item,
    `${figure(row.ours)} ${row.unit}`,
    row.reference === undefined ? '' : `${figure(row.reference)} ${row.unit}`,
    ratio === undefined ? '' : figure(ratio),
    row.aim && ratio !== undefined ? verdict(row.aim, ratio) : '',
  ];
}

function verdict(aim: Aim, ratio: number): string {
  if ('atLeast' in aim) return `≥ ${aim.atLeast} ${ratio >= aim.atLeast ? '达到' : '未达'}`;
  return `≤ ${aim.atMost} ${ratio <= aim.atMost ? '达到' : '未达'}`;
}

/** Three digits, or whole and grouped: `0.583`, `12.4`, `12,345`. */
function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value >= 10 ? value.toFixed(1) : value.toPrecision(2 + Number(value >= 0.1));
}
