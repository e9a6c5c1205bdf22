import { clean } from './text.ts';

/** The clerk's own columns, in the order of the sample. */
export const COLUMNS = [
  '姓名',
  '账号',
  '单位',
  '上级单位',
  '类别',
  '支部',
  '职务',
  '角色',
  '标记',
  '推送地址',
  '单位编号',
  '支部编号',
  '人员编号',
] as const;
export type Column = (typeof COLUMNS)[number];

const REQUIRED: readonly Column[] = ['姓名', '账号', '单位'];

/** Other ways in which clerks head the same column. */
const ALIASES: ReadonlyMap<string, Column> = new Map([
  ['帐号', '账号'],
  ['企业微信账号', '账号'],
  ['单位名称', '单位'],
  ['党支部', '支部'],
  ['所在支部', '支部'],
  ['机构编号', '单位编号'],
  ['组织编号', '支部编号'],
  ['工号', '人员编号'],
]);

const LAST_HEADER_ROW = 30;

/** One row of a sheet. `number` is the row a clerk sees in Excel, from 1. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** Where each column stands, and what does not belong. */
export interface Header {
  readonly row: SheetRow;
  readonly at: ReadonlyMap<Column, number>;
  readonly ignored: readonly string[];
  readonly repeated: readonly Column[];
  readonly missing: readonly Column[];
}

/** The first row that names at least two of the columns: sheets often begin with a title line or two. */
export function findHeader(rows: readonly SheetRow[]): Header | undefined {
  const row = rows.slice(0, LAST_HEADER_ROW).find((candidate) => readHeader(candidate).at.size >= 2);
  return row && readHeader(row);
}

function readHeader(row: SheetRow): Header {
  const at = new Map<Column, number>();
  const ignored: string[] = [];
  const repeated: Column[] = [];
  for (const [index, cell] of row.cells.entries()) {
    const column = columnOf(cell);
    if (column && at.has(column)) repeated.push(column);
    else if (column) at.set(column, index);
    else if (clean(cell) !== '') ignored.push(clean(cell));
  }
  return { row, at, ignored, repeated, missing: REQUIRED.filter((column) => !at.has(column)) };
}

/** `账号 *`, `账号（企业微信）` and `帐号` all head the column 账号. */
function columnOf(cell: string): Column | undefined {
  const title = clean(cell)
    .replace(/\(.*\)/u, '')
    .replace(/[\s*:]/gu, '');
  return COLUMNS.find((column) => column === title) ?? ALIASES.get(title);
}
