import { packing } from '../../../src/report/workbook/rows.ts';
import type { Cell, Column, Sheet, Workbook } from '../../../src/report/workbook/workbook.ts';
import { atOnce } from '../../../src/time/steps.ts';

export const column = (title: string, format: Column['format'] = 'text', width = 12): Column => ({
  title,
  format,
  width,
});

export const packed = (rows: readonly (readonly Cell[])[]): Sheet['rows'] => atOnce(packing(rows));

/** A sheet of texts, unless told otherwise. */
export function sheet(rows: readonly (readonly Cell[])[], change: Partial<Sheet> = {}): Sheet {
  const width = Math.max(1, ...rows.map(({ length }) => length));
  return {
    name: '表',
    title: '标题',
    notes: ['说明'],
    columns: Array.from({ length: width }, (_, index) => column(`列${index + 1}`)),
    rows: packed(rows),
    empty: '没有记录',
    fixed: 1,
    expendable: false,
    ...change,
  };
}

export const workbook = (...sheets: Sheet[]): Workbook => ({
  sheets,
  limit: { bytes: 20_000_000, note: '没有都放进来' },
});
