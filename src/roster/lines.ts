import type { Column, Header, SheetRow } from './columns.ts';
import { clean, cleanName } from './text.ts';

/** One filled row under the header, every value clean; an empty string where nothing stands. */
export interface Line {
  readonly row: number;
  readonly name: string;
  readonly account: string;
  readonly unit: string;
  readonly parent: string;
  readonly category: string;
  readonly branch: string;
  readonly roles: string;
  readonly flags: string;
  readonly webhook: string;
  readonly unitCode: string;
  readonly branchCode: string;
  readonly personCode: string;
}

/** The rows below the header that say anything in a known column. */
export function readLines(rows: readonly SheetRow[], header: Header): readonly Line[] {
  return rows
    .filter(({ number }) => number > header.row.number)
    .filter(({ cells }) => header.at.values().some((index) => clean(cells[index] ?? '') !== ''))
    .map((row) => toLine(row, header));
}

function toLine({ number, cells }: SheetRow, header: Header): Line {
  const cell = (column: Column): string => cells[header.at.get(column) ?? -1] ?? '';
  return {
    row: number,
    name: cleanName(cell('姓名')),
    account: clean(cell('账号')),
    unit: cleanName(cell('单位')),
    parent: cleanName(cell('上级单位')),
    category: cleanName(cell('类别')),
    branch: cleanName(cell('支部')),
    roles: clean(cell('角色')),
    flags: clean(cell('标记')),
    webhook: clean(cell('推送地址')),
    unitCode: clean(cell('单位编号')),
    branchCode: clean(cell('支部编号')),
    personCode: clean(cell('人员编号')),
  };
}

/** Whether the row is about a person; otherwise it only says something about a unit or a branch. */
export function isAboutPerson(line: Line): boolean {
  return line.name !== '' || line.account !== '';
}
