import type { Steps } from '../../time/steps.ts';
import { packing } from './rows.ts';
import type { Cell, Column, Format, Sheet } from './workbook.ts';

/** A sheet whose rows are made one by one as they are asked for. */
export interface Table extends Omit<Sheet, 'rows'> {
  readonly rows: Iterable<readonly Cell[]>;
}

/** A column, and what stands in it of each row. */
export interface Told<Row> extends Column {
  readonly cell: (row: Row) => Cell;
}

export const told = <Row>(
  title: string,
  format: Format,
  width: number,
  cell: (row: Row) => Cell,
): Told<Row> => ({ title, format, width, cell });

/** The columns, and a row of each of these. */
export const filled = <Row>(
  columns: readonly Told<Row>[],
  rows: Iterable<Row>,
): Pick<Table, 'columns' | 'rows'> => ({
  columns: columns.map(({ title, format, width }) => ({ title, format, width })),
  rows: Iterator.from(rows).map((row) => columns.map(({ cell }) => cell(row))),
});

export function* sheetOf(table: Table): Steps<Sheet> {
  return { ...table, rows: yield* packing(table.rows) };
}
