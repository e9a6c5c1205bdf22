import { nearest } from '../wording/nearest.ts';
import type { Mistakes } from './mistakes.ts';
import type { UnitId } from './roster.ts';
import { quoted } from './text.ts';

export interface Said {
  readonly value: string;
  readonly row: number;
}

/** A unit or a branch while the sheet is read: what was said of it, and on which row. */
export interface Draft {
  readonly id: UnitId;
  readonly name: string;
  /** Where it was first named. */
  readonly row: number;
  /** The unit a branch belongs to; null for a unit. */
  readonly owner: Draft | null;
  readonly said: Map<'上级单位' | '类别' | '推送地址' | '编号', Said>;
}

/** Every 上级单位 must be a 单位 of the same sheet. */
export function checkParents(
  drafts: ReadonlyMap<string, Draft>,
  names: readonly string[],
  mistakes: Mistakes,
): void {
  for (const { name, said } of drafts.values()) {
    const parent = said.get('上级单位');
    if (!parent || names.includes(parent.value)) continue;
    const likely = nearest(
      parent.value,
      names.filter((other) => other !== name),
    );
    const hint = likely ? `您要填的是不是“${likely}”？` : '';
    mistakes.add(
      parent.row,
      '上级单位',
      `上级单位${quoted(parent.value)}不在名册里`,
      `${hint}“单位”一列中有的名称`,
    );
  }
}

/** No unit may stand above itself. */
export function checkCycles(drafts: ReadonlyMap<string, Draft>, mistakes: Mistakes): void {
  const settled = new Set<Draft>();
  for (const start of drafts.values()) {
    const path: Draft[] = [];
    let at: Draft | undefined = start;
    while (at && !settled.has(at) && !path.includes(at)) {
      path.push(at);
      at = drafts.get(at.said.get('上级单位')?.value ?? '');
    }
    if (at && path.includes(at)) tellCycle(path.slice(path.indexOf(at)), mistakes);
    for (const draft of path) settled.add(draft);
  }
}

function tellCycle(circle: readonly Draft[], mistakes: Mistakes): void {
  const [first] = circle;
  if (!first) return;
  const round = [...circle, first].map(({ name }) => name).join(' → ');
  const problem =
    circle.length === 1 ? `${quoted(first.name)}的上级单位是它自己` : `上级单位绕成了圈：${round}`;
  mistakes.add(
    first.said.get('上级单位')?.row ?? first.row,
    '上级单位',
    problem,
    '活动办这一级的上级单位留空',
  );
}

/** The one unit that has no unit above it; undefined, and told, when there is none or more than one. */
export function findRoot(drafts: ReadonlyMap<string, Draft>, mistakes: Mistakes): Draft | undefined {
  const tops = [...drafts.values()].filter(({ owner, said }) => owner === null && !said.has('上级单位'));
  const [root] = tops;
  if (!root)
    mistakes.add(
      null,
      '上级单位',
      '没有一个单位的上级单位是空的',
      '活动办这一级的上级单位留空，其他单位都要填',
    );
  if (tops.length <= 1) return root;
  for (const { name, row } of tops)
    mistakes.add(
      row,
      '上级单位',
      `${quoted(name)}没有填上级单位，这样的单位共有 ${tops.length} 个`,
      '只有活动办可以留空，其他单位都要填',
    );
  return undefined;
}
