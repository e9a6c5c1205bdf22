import type { Column } from './columns.ts';
import { checkCycles, checkParents, type Draft, findRoot } from './hierarchy.ts';
import type { Line } from './lines.ts';
import type { Mistakes } from './mistakes.ts';
import type { UnitData, UnitId, UnitKind } from './roster.ts';
import { quoted } from './text.ts';
import { toWebhook } from './webhook.ts';

/** Units as far as the sheet makes sense; `root` is missing when the sheet does not tell which unit it is. */
export interface Tree {
  readonly units: readonly UnitData[];
  readonly root: UnitData | undefined;
  /** Names of all units that are no branches. */
  readonly names: readonly string[];
}

const LONGEST_NAME = 60;
const NOT_IN_NAMES = /[/\\:*?"<>|\p{Cc}]/u;

/**
 * A person's home, or the place a row is about: the branch when one is given, otherwise the unit. Within one sheet a unit is told by
 * its name; which of the units known so far it is, the import finds out.
 */
export function homeOf(line: Line): UnitId {
  return (line.branch === '' ? line.unit : `${line.unit}/${line.branch}`) as UnitId;
}

/** The tree that the columns 单位, 上级单位, 类别, 支部 and 推送地址 describe. */
export function readUnits(lines: readonly Line[], mistakes: Mistakes): Tree {
  const drafts = gather(lines, mistakes);
  const units = drafts.values().filter(({ owner }) => owner === null);
  const names = [...units.map(({ name }) => name)];
  checkParents(drafts, names, mistakes);
  checkCycles(drafts, mistakes);
  const root = findRoot(drafts, mistakes);
  const made = [...drafts.values().map((draft) => toUnit(draft, draft === root))];
  return { units: made, root: made.find(({ id }) => id === root?.id), names };
}

function gather(lines: readonly Line[], mistakes: Mistakes): ReadonlyMap<string, Draft> {
  const drafts = new Map<string, Draft>();
  for (const line of lines) {
    if (line.unit === '') {
      mistakes.add(line.row, '单位', '没有填单位', '单位名称；合并的单元格请先取消合并，每行都填上');
      continue;
    }
    const unit = open(drafts, line.unit, line, null, mistakes);
    state(unit, '上级单位', line.parent, line.row, mistakes);
    state(unit, '类别', line.category, line.row, mistakes);
    const home = line.branch === '' ? unit : open(drafts, line.branch, line, unit, mistakes);
    stateWebhook(home, line, mistakes);
    stateCode(unit, '单位编号', line.unitCode, line.row, mistakes);
    if (home !== unit) stateCode(home, '支部编号', line.branchCode, line.row, mistakes);
  }
  checkCodes(drafts, mistakes);
  return drafts;
}

function open(
  drafts: Map<string, Draft>,
  name: string,
  line: Line,
  owner: Draft | null,
  mistakes: Mistakes,
): Draft {
  const id = owner ? homeOf(line) : (name as UnitId);
  const known = drafts.get(id);
  if (known) return known;
  checkName(name, owner ? '支部' : '单位', line.row, mistakes);
  const draft = { id, name, row: line.row, owner, said: new Map() };
  drafts.set(id, draft);
  return draft;
}

function checkName(name: string, column: Column, row: number, mistakes: Mistakes): void {
  if (NOT_IN_NAMES.test(name))
    mistakes.add(
      row,
      column,
      `名称${quoted(name)}里有不能用的符号`,
      '名称里不要有 / \\ : * ? " < > | 和控制符',
    );
  if ([...name].length > LONGEST_NAME)
    mistakes.add(row, column, `名称${quoted(name)}太长`, `不超过 ${LONGEST_NAME} 个字`);
}

/** Notes a value that may be given on any of a unit's rows, but only one way. */
function state(
  draft: Draft,
  column: '上级单位' | '类别',
  value: string,
  row: number,
  mistakes: Mistakes,
): void {
  if (value === '') return;
  const earlier = draft.said.get(column);
  if (!earlier) draft.said.set(column, { value, row });
  else if (earlier.value !== value)
    mistakes.add(
      row,
      column,
      `${quoted(draft.name)}的${column}在第 ${earlier.row} 行是${quoted(earlier.value)}，这里却是${quoted(value)}`,
      '两行填成一样，或只填一行',
    );
}

function stateCode(
  draft: Draft,
  column: '单位编号' | '支部编号',
  value: string,
  row: number,
  mistakes: Mistakes,
): void {
  if (value === '') return;
  const earlier = draft.said.get('编号');
  if (!earlier) draft.said.set('编号', { value, row });
  else if (earlier.value !== value)
    mistakes.add(
      row,
      column,
      `${quoted(draft.name)}的编号在第 ${earlier.row} 行是${quoted(earlier.value)}，这里却是${quoted(value)}`,
      '两行填成一样，或只填一行',
    );
}

function checkCodes(drafts: ReadonlyMap<string, Draft>, mistakes: Mistakes): void {
  const owners = new Map<string, Draft>();
  for (const draft of drafts.values()) {
    const code = draft.said.get('编号');
    if (!code) continue;
    const earlier = owners.get(code.value);
    if (earlier)
      mistakes.add(
        code.row,
        draft.owner ? '支部编号' : '单位编号',
        `编号${quoted(code.value)}已经是${quoted(earlier.name)}的`,
        '一个编号只给一个单位或支部',
      );
    else owners.set(code.value, draft);
  }
}

function stateWebhook(draft: Draft, line: Line, mistakes: Mistakes): void {
  if (line.webhook === '') return;
  const value = toWebhook(line.webhook);
  if (value === undefined) {
    mistakes.add(
      line.row,
      '推送地址',
      '不是群机器人的推送地址',
      '以 https:// 开头并带 key= 的完整地址，或只填 key',
    );
    return;
  }
  const earlier = draft.said.get('推送地址');
  if (!earlier) draft.said.set('推送地址', { value, row: line.row });
  else if (earlier.value !== value)
    mistakes.add(
      line.row,
      '推送地址',
      `${quoted(draft.name)}的推送地址与第 ${earlier.row} 行的不一样`,
      '一个群只填一个地址',
    );
}

function toUnit(draft: Draft, isRoot: boolean): UnitData {
  const { id, name, owner, said } = draft;
  const kind: UnitKind = owner ? 'branch' : isRoot ? 'office' : 'unit';
  const parent = owner?.id ?? (said.get('上级单位')?.value as UnitId | undefined) ?? null;
  const category = (owner ?? draft).said.get('类别')?.value ?? '';
  const code = said.get('编号')?.value;
  const webhook = said.get('推送地址')?.value ?? null;
  return { id, ...(code === undefined ? {} : { code }), name, kind, category, parent, webhook };
}
