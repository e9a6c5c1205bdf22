import { nearest } from '../wording/nearest.ts';
import { COLUMNS, findHeader, type Header, type SheetRow } from './columns.ts';
import { readLines } from './lines.ts';
import { type Mistake, Mistakes } from './mistakes.ts';
import { rosterNotices } from './notices.ts';
import { readPeople } from './people.ts';
import type { RosterData } from './roster.ts';
import { quoted } from './text.ts';
import { readUnits } from './units.ts';

export type Parsed =
  | { readonly data: RosterData; readonly notices: readonly string[] }
  | { readonly mistakes: readonly Mistake[] };

/** Makes a roster of a sheet's rows, or tells every mistake at once. `former` is left empty: the store knows it. */
export function parseRoster(rows: readonly SheetRow[]): Parsed {
  const mistakes = new Mistakes();
  const header = findHeader(rows);
  if (!header) {
    mistakes.add(null, null, '没有找到表头', `有一行要写明各列的名称：${COLUMNS.join('、')}`);
    return { mistakes: mistakes.list() };
  }
  checkHeader(header, mistakes);
  if (mistakes.any) return { mistakes: mistakes.list() };
  return readBody(rows, header, mistakes);
}

function checkHeader({ row, missing, repeated, ignored }: Header, mistakes: Mistakes): void {
  for (const column of repeated) mistakes.add(row.number, column, `“${column}”这一列出现了两次`, '只留一列');
  for (const column of missing) {
    const likely = nearest(column, ignored);
    const hint = likely ? `现在的${quoted(likely)}是不是这一列？` : '';
    mistakes.add(row.number, column, `缺少“${column}”这一列`, `${hint}列名写成“${column}”`);
  }
}

function readBody(rows: readonly SheetRow[], header: Header, mistakes: Mistakes): Parsed {
  const lines = readLines(rows, header);
  if (lines.length === 0) {
    mistakes.add(null, null, '表头下面没有内容', '每人一行');
    return { mistakes: mistakes.list() };
  }
  const tree = readUnits(lines, mistakes);
  const people = readPeople(lines, tree, mistakes);
  if (mistakes.any) return { mistakes: mistakes.list() };
  const data = { units: tree.units, people, former: [] };
  return { data, notices: [...ignoredColumns(header), ...rosterNotices(data)] };
}

function ignoredColumns({ ignored }: Header): readonly string[] {
  return ignored.length === 0 ? [] : [`用不到的列，没有读：${ignored.map(quoted).join('、')}`];
}
