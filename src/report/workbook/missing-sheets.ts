import type { Requirement } from '../../campaign/campaign.ts';
import type { Standing } from '../../progress/progress.ts';
import type { UnitId } from '../../roster/roster.ts';
import { notesInWords } from '../../wording/notes.ts';
import { type Answer, type Asked, isLate } from './answers.ts';
import { type Brief, placeOf, todayOf } from './brief.ts';
import type { Table } from './table.ts';
import type { Cell, Column } from './workbook.ts';

const WHAT: readonly Column[] = [
  { title: '要求', format: 'text', width: 34 },
  { title: '性质', format: 'text', width: 7 },
  { title: '截止日期', format: 'day', width: 12 },
  { title: '是否过期', format: 'text', width: 10 },
  { title: '已有', format: 'amount', width: 7 },
  { title: '要有', format: 'amount', width: 7 },
  { title: '还差', format: 'amount', width: 7 },
  { title: '单位', format: 'text', width: 6 },
  { title: '说明', format: 'text', width: 50 },
  { title: '依据', format: 'text', width: 30 },
];

/** What units and branches still lack, by when. */
export function missingSheet(brief: Brief, asked: readonly Asked[]): Table {
  return {
    name: '未完成名单',
    title: brief.say('workbook.missing'),
    notes: [brief.say('workbook.missing-how')],
    columns: [
      { title: '单位名称', format: 'text', width: 20 },
      { title: '支部', format: 'text', width: 16 },
      ...WHAT,
    ],
    rows: inOrder(brief, asked, 'unit').map((answer) => [
      ...placeOf(brief, answer.place),
      ...lackOf(brief, answer, branchesBehind(brief, answer)),
    ]),
    empty: brief.say('workbook.missing-none'),
    fixed: 2,
    expendable: false,
  };
}

/** What people still lack, by when. */
export function missingPeopleSheet(brief: Brief, asked: readonly Asked[]): Table {
  return {
    name: '未完成人员',
    title: brief.say('workbook.missing-people'),
    notes: [brief.say('workbook.missing-how')],
    columns: [
      { title: '单位名称', format: 'text', width: 20 },
      { title: '支部', format: 'text', width: 16 },
      { title: '姓名', format: 'text', width: 10 },
      ...WHAT,
    ],
    rows: inOrder(brief, asked, 'person').map((answer) => [
      ...placeOf(brief, answer.place),
      answer.of === 'person' ? answer.person.name : null,
      ...lackOf(brief, answer, []),
    ]),
    empty: brief.say('workbook.missing-none'),
    fixed: 3,
    expendable: true,
  };
}

/** Everybody who has not met something: by place in the roster's order, and there by requirement. */
function inOrder({ progress }: Brief, asked: readonly Asked[], of: Answer['of']): IteratorObject<Answer> {
  const behind = asked.flatMap(({ answers }) =>
    answers.filter((answer) => answer.of === of && answer.standing.status === 'unmet'),
  );
  const byPlace = Map.groupBy(behind, ({ place }) => place);
  return progress.roster.units.values().flatMap(({ id }) => bySubject(byPlace.get(id) ?? []));
}

function bySubject(answers: readonly Answer[]): Answer[] {
  const groups = Map.groupBy(answers, (answer) => (answer.of === 'person' ? answer.person : answer.unit));
  return [...groups.values()].flat();
}

function lackOf(brief: Brief, { standing }: Answer, branches: readonly string[]): Cell[] {
  const { requirement, have, need, notes } = standing;
  const words = notesInWords(brief.say, notes);
  const late = isLate(requirement, todayOf(brief));
  return [
    requirement.title,
    requirement.advisory ? '倡导' : '规定',
    requirement.due,
    lateCell(requirement, late),
    round(have),
    round(need),
    round(Math.max(0, need - have)),
    requirement.measure.counter,
    [...(branches.length > 0 ? [`还差的支部：${branches.join('、')}`] : []), ...words].join('\n'),
    requirement.clause,
  ];
}

const round = (value: number): number => Math.round(value * 10) / 10;

function lateCell({ due }: Requirement, late: boolean): Cell {
  if (due === null) return '没有期限';
  return late ? { value: '已过期', tone: 'late' } : '没有过期';
}

/** Which of its branches keep a unit from having met what is asked of it; none where it is all of them, or none of their doing. */
function branchesBehind({ progress }: Brief, answer: Answer): string[] {
  const { requirement } = answer.standing;
  if (answer.of !== 'unit' || requirement.each !== 'unit' || answer.unit.kind === 'office') return [];
  const leaves = progress.roster.leaves(answer.place);
  const behind = leaves.filter(({ id }) => isBehind(progress.standing(requirement, unitSubject(id))));
  return behind.length < leaves.length ? behind.map(({ name }) => name) : [];
}

const isBehind = ({ status }: Standing): boolean => status === 'unmet';
const unitSubject = (unit: UnitId) => ({ kind: 'unit', unit }) as const;
