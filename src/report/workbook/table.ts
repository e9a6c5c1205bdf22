import type { Steps } from '../../time/steps.ts';
import { packing } from './rows.ts';
import type { Cell, Sheet } from './workbook.ts';

/** A sheet whose rows are made one by one as they are asked for. */
export interface Table extends Omit<Sheet, 'rows'> {
  readonly rows: Iterable<readonly Cell[]>;
}

export function* sheetOf(table: Table): Steps<Sheet> {
  return { ...table, rows: yield* packing(table.rows) };
}
