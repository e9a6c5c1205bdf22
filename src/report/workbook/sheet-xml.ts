import { headHeight, type Layout, layoutOf, rowHeight } from './layout.ts';
import { partOf } from './parts.ts';
import { unpacked } from './rows.ts';
import type { SharedStrings } from './shared-strings.ts';
import type { Look, Styles } from './styles.ts';
import type { Cell, Column, Format, Sheet } from './workbook.ts';
import { columnName } from './xml.ts';

/** 30 December 1899 is day 0 of Excel's calendar. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;

/** Texts that a spreadsheet would take for a formula if they were typed in. */
const LIKE_FORMULA = /^[=+\-@\t]/;

/** What all sheets of one workbook share. */
export interface Shared {
  readonly strings: SharedStrings;
  readonly styles: Styles;
}

/** One sheet. Its parts stand in the order in which the schema wants them: ECMA-376 part 1, 18.3.1.99. */
export function sheetXml(sheet: Sheet, isFirst: boolean, shared: Shared): string {
  const layout = layoutOf(sheet);
  return partOf('sheet', {
    ...layout,
    isFirst,
    fixed: sheet.fixed,
    corner: `${columnName(sheet.fixed)}${layout.head + 1}`,
    pane: sheet.fixed > 0 ? 'bottomRight' : 'bottomLeft',
    columns: sheet.columns.map(({ width }, index) => ({ number: index + 1, width })),
    data: rowsOf(sheet, layout, shared),
    isFiltered: sheet.rows.count > 0,
    orientation: layout.landscape ? 'landscape' : 'portrait',
  });
}

function rowsOf(sheet: Sheet, layout: Layout, shared: Shared): string {
  const { columns, rows, title, empty } = sheet;
  const names = columns.map((_, index) => columnName(index));
  const single = (row: number, text: string, part: Look['part'], height: number): string =>
    `<row r="${row}" ht="${height}" customHeight="1">${cellXml(`A${row}`, text, { part, format: 'text' }, shared)}</row>`;
  const head = columns.map(({ title }, index) =>
    cellXml(`${names[index]}${layout.head}`, title, { part: 'head', format: 'text' }, shared),
  );
  const written = Array.from(unpacked(rows), (cells, index) => {
    const row = layout.head + 1 + index;
    const all = columns.map(({ format }, at) =>
      cellXml(`${names[at]}${row}`, cells[at] ?? null, { part: 'cell', format }, shared),
    );
    return `<row r="${row}" ht="${rowHeight(columns, cells.map(textOf))}">${all.join('')}</row>`;
  });
  return [
    single(layout.title, title, 'title', 28),
    ...layout.lines.map((line, index) => single(index + 2, line, 'note', 15)),
    `<row r="${layout.head}" ht="${headHeight(columns)}" customHeight="1">${head.join('')}</row>`,
    ...written,
    rows.count === 0 ? single(layout.head + 1, empty, 'note', 20) : '',
  ].join('');
}

const shownIn = (cell: Cell): string | number | null =>
  typeof cell === 'object' && cell !== null ? cell.value : cell;

function textOf(cell: Cell): string | null {
  const value = shownIn(cell);
  return typeof value === 'string' ? value : null;
}

function cellXml(
  at: string,
  cell: Cell,
  { part, format }: Pick<Look, 'part'> & Pick<Column, 'format'>,
  { strings, styles }: Shared,
): string {
  const value = shownIn(cell);
  const tone = typeof cell === 'object' && cell !== null ? cell.tone : null;
  const number = typeof value === 'number' ? value : serialOf(value, format);
  const guarded = number === null && value !== null && LIKE_FORMULA.test(String(value));
  const style = styles.numberOf({ part, format: number === null ? 'text' : format, tone, guarded });
  if (value === null || value === '') return `<c r="${at}" s="${style}"/>`;
  if (number !== null) return `<c r="${at}" s="${style}"><v>${number}</v></c>`;
  return `<c r="${at}" s="${style}" t="s"><v>${strings.numberOf(String(value))}</v></c>`;
}

/** A day or a moment as Excel counts them; null for what is text. */
function serialOf(value: string | null, format: Format): number | null {
  if (value === null || (format !== 'day' && format !== 'moment')) return null;
  const at = Date.parse(`${value.replace(' ', 'T')}${value.length > 10 ? ':00Z' : 'T00:00:00Z'}`);
  return Number.isNaN(at) ? null : (at - DAY_ZERO) / DAY;
}
