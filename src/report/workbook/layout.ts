import type { Column, Sheet } from './workbook.ts';
import { columnName } from './xml.ts';

/** Letters on an A4 page at full size, upright and across, and how far it may be made smaller before nobody can read it. */
const UPRIGHT = 90;
const ACROSS = 135;
const SMALLEST = 0.6;

/** Where the parts of a sheet stand, and how it prints. Rows are counted from one. */
export interface Layout {
  readonly title: number;
  readonly lines: readonly string[];
  readonly head: number;
  readonly last: number;
  readonly width: number;
  readonly lastColumn: string;
  readonly landscape: boolean;
  /** How many pages lie side by side. */
  readonly pages: number;
}

export function layoutOf({ notes, columns, rows }: Sheet): Layout {
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const pages = Math.max(1, Math.ceil((width * SMALLEST) / ACROSS));
  const lines = notes.flatMap((note) => linesOf(note, Math.max(width / pages, 40)));
  const head = lines.length + 2;
  return {
    title: 1,
    lines,
    head,
    last: head + Math.max(rows.count, 1),
    width,
    lastColumn: columnName(columns.length - 1),
    landscape: width > UPRIGHT,
    pages,
  };
}

/** A note in lines as wide as the table: text that runs on beyond it would not be printed. */
function linesOf(note: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let room = width;
  for (const letter of note) {
    const size = letter > '\u2e80' ? 2 : 1;
    if (size > room) {
      lines.push(line);
      line = '';
      room = width;
    }
    line += letter;
    room -= size;
  }
  return [...lines, line];
}

const LINE = 15;
/** Taller than this Excel makes no row. */
const TALLEST = 400;

/** As tall as a head of these titles has to be, in points. */
export const headHeight = (columns: readonly Column[]): number =>
  8 + LINE * Math.max(...columns.map(({ title, width }) => linesOf(title, Math.max(2, width - 3)).length));

/** As tall as a row with these texts has to be, in points: not everybody's spreadsheet works that out by itself. */
export function rowHeight(columns: readonly Column[], texts: readonly (string | null)[]): number {
  let most = 1;
  for (const [index, text] of texts.entries()) {
    const room = (columns[index]?.width ?? 10) - 1;
    if (text === null || (text.length * 2 <= room && !text.includes('\n'))) continue;
    const lines = text
      .slice(0, TALLEST * 4)
      .split('\n')
      .reduce((sum, line) => sum + linesOf(line, room).length, 0);
    most = Math.max(most, lines);
  }
  return Math.min(TALLEST, 1 + LINE * most);
}
