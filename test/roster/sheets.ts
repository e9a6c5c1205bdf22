import { COLUMNS, type Column, type SheetRow } from '../../src/roster/columns.ts';
import type { Mistake } from '../../src/roster/mistakes.ts';
import { type Parsed, parseRoster } from '../../src/roster/parse.ts';
import type { RosterData } from '../../src/roster/roster.ts';
import { FLAG_TITLE } from '../../src/roster/words.ts';

export type Row = Partial<Record<Column, string>>;

export const OFFICE: Row = { 单位: '云溪县活动办', 类别: '机关' };
export const BUREAU: Row = { 单位: '县教育局', 上级单位: '云溪县活动办', 类别: '机关' };
export const HEALTH: Row = { 单位: '县卫生局', 上级单位: '云溪县活动办', 类别: '机关' };

/** A person of 县教育局. */
export function person(name: string, account: string, more: Row = {}): Row {
  return { 姓名: name, 账号: account, 单位: '县教育局', ...more };
}

/** A sheet whose header is row 1, so that the first of `rows` is row 2. */
export function sheetOf(...rows: readonly Row[]): readonly SheetRow[] {
  const cells = [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column] ?? ''))];
  return cells.map((line, index) => ({ number: index + 1, cells: line }));
}

export function dataOf(parsed: Parsed): RosterData {
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.data;
}

export function noticesOf(parsed: Parsed): readonly string[] {
  if ('mistakes' in parsed) throw new Error(JSON.stringify(parsed.mistakes));
  return parsed.notices;
}

export function mistakesOf(parsed: Parsed): readonly Mistake[] {
  return 'mistakes' in parsed ? parsed.mistakes : [];
}

/** The roster of these rows under the office, 县教育局 and 县卫生局 (rows 2 to 4); the rows begin at row 5. */
export function parseWith(...rows: readonly Row[]): Parsed {
  return parseRoster(sheetOf(OFFICE, BUREAU, HEALTH, ...rows));
}

/** Writes a roster in the clerk's columns, the way back from {@link parseRoster}. */
export function printRoster({ units, people }: RosterData): readonly SheetRow[] {
  const unitRows = units.map((unit): Row => {
    const [owner = '', branch = ''] = unit.id.split('/');
    const own = { 单位: owner, 支部: branch, 推送地址: unit.webhook ?? '' };
    return unit.kind === 'branch' ? own : { ...own, 上级单位: unit.parent ?? '', 类别: unit.category };
  });
  const personRows = people.map((each): Row => {
    const [owner = '', branch = ''] = each.home.split('/');
    const has = (role: string) => each.duties.some((duty) => duty.role === role);
    const supervised = each.duties.filter(({ role }) => role === 'supervisor').map(({ unit }) => unit);
    const roles = [
      has('member') ? '党员' : '群众',
      ...(has('secretary') ? ['书记'] : []),
      ...(has('principal') ? ['主要负责人'] : has('leader') ? ['班子成员'] : []),
      ...(has('office') ? ['活动办'] : []),
      ...(supervised.length > 0 ? [`督导（${supervised.join('、')}）`] : []),
    ];
    const flags = each.flags.map((flag) => FLAG_TITLE[flag]).join('、');
    const home = { 姓名: each.name, 账号: each.id, 单位: owner, 支部: branch };
    return { ...home, 角色: roles.join('，'), 标记: flags };
  });
  return sheetOf(...unitRows, ...personRows);
}
