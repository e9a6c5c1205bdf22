import { table } from '../wording/table.ts';
import { type Changes, isUnchanged, type UnitTrait } from './changes.ts';
import type { Mistake } from './mistakes.ts';
import { type Duty, holds, type Person, type Roster, type Unit, type UnitId } from './roster.ts';
import { FLAG_TITLE, ROLE_TITLE } from './words.ts';

const LONGEST_LIST = 30;
const TRAIT_TITLE: Readonly<Record<UnitTrait, string>> = {
  kind: '层级',
  category: '类别',
  parent: '上级单位',
  webhook: '推送地址',
};

/** Every mistake with its place, as a table. */
export function mistakesReport(mistakes: readonly Mistake[]): readonly string[] {
  const rows = mistakes.map(({ row, column, problem, allowed }) => [
    row === null ? '全表' : String(row),
    column ?? '—',
    problem,
    allowed ?? '—',
  ]);
  return table([['行', '列', '问题', '可填'], ...rows]);
}

/** How many people each unit has; tells whether a group's address is known, never the address. */
export function countsReport(roster: Roster): readonly string[] {
  const rows = [...roster.subtree(roster.root.id)].map((unit) => countsOf(roster, unit));
  return table([['单位', '类别', '人数', '党员', '书记', '推送地址'], ...rows]);
}

function countsOf(roster: Roster, unit: Unit): readonly string[] {
  const depth = [...roster.lineage(unit.id)].length - 1;
  const people = [...roster.peopleOf(unit.id)];
  const secretaries = roster.holders('secretary', unit.id).map(({ name }) => name);
  return [
    '  '.repeat(depth) + unit.name,
    unit.category || '—',
    String(people.length),
    String(people.filter((person) => holds(person, 'member')).length),
    secretaries.join('、') || '—',
    unit.webhook === null ? '未填' : '已填',
  ];
}

/** `3 个单位、6 个支部、60 人`. The office is not counted as a unit. */
export function sizeOf(roster: Roster): string {
  const count = (kind: Unit['kind']): number => roster.units.filter((unit) => unit.kind === kind).length;
  return `${count('unit')} 个单位、${count('branch')} 个支部、${roster.people.length} 人`;
}

/** What changed against the version before, one line a kind of change. */
export function changesReport(changes: Changes, roster: Roster): readonly string[] {
  if (isUnchanged(changes)) return ['与上一版相比没有变化'];
  const { units } = changes;
  const title = (id: UnitId): string => roster.titleOf(id);
  const dutyTitle = ({ role, unit }: Duty): string =>
    role === 'member' ? ROLE_TITLE[role] : `${ROLE_TITLE[role]}（${title(unit)}）`;
  const groups: readonly (readonly [string, readonly string[]])[] = [
    ['新来', changes.came.map(({ name, home }) => `${name}（${title(home)}）`)],
    ['离开', changes.left.map(({ name, home }) => `${name}（${title(home)}）`)],
    ['调动', changes.moved.map(({ person, from, to }) => `${person.name}：${title(from)} → ${title(to)}`)],
    ['改名', changes.renamed.map(({ person, from }) => `${from} → ${person.name}`)],
    [
      '换账号',
      changes.accounts.map(
        ({ person, from }) => `${person.name}：${from ?? '无'} → ${person.account ?? '无'}`,
      ),
    ],
    ['角色', changes.duties.map((change) => gains(change, dutyTitle))],
    ['标记', changes.flags.map((change) => gains(change, (flag) => FLAG_TITLE[flag]))],
    ['新单位', units.added.map((unit) => unit.title)],
    ['撤销的单位', units.gone.map((unit) => unit.title)],
    ['单位改名', units.renamed.map(({ unit, from }) => `${from} → ${unit.title}`)],
    ['单位承接', units.succeeded.map(({ unit, of }) => `${of.join('、')} → ${unit.title}`)],
    ['单位变化', units.changed.map(({ unit, traits }) => `${unit.title}：${traitTitles(traits)}有变`)],
  ];
  return groups.filter(([, entries]) => entries.length > 0).map(([title, entries]) => list(title, entries));
}

function list(title: string, entries: readonly string[]): string {
  const shown = entries.slice(0, LONGEST_LIST).join('；');
  return `${title} ${entries.length}：${shown}${entries.length > LONGEST_LIST ? '；……' : ''}`;
}

interface Gains<T> {
  readonly person: Person;
  readonly gained: readonly T[];
  readonly lost: readonly T[];
}

function gains<T>({ person, gained, lost }: Gains<T>, title: (each: T) => string): string {
  const added = gained.length > 0 ? [`新增${gained.map(title).join('、')}`] : [];
  const removed = lost.length > 0 ? [`去掉${lost.map(title).join('、')}`] : [];
  return `${person.name}：${[...added, ...removed].join('，')}`;
}

function traitTitles(traits: readonly UnitTrait[]): string {
  return traits.map((trait) => TRAIT_TITLE[trait]).join('、');
}
