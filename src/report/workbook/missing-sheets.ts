import { dueInWords } from '../../campaign/deadline-words.ts';
import type { Standing } from '../../progress/progress.ts';
import type { UnitId } from '../../roster/roster.ts';
import { notesInWords } from '../../wording/notes.ts';
import { type Answer, type Asked, isLate } from './answers.ts';
import { type Brief, placeColumns, todayOf } from './brief.ts';
import { filled, type Table, type Told, told } from './table.ts';
import type { Cell } from './workbook.ts';

/** What units and branches still lack, by when. */
export function missingSheet(brief: Brief, asked: readonly Asked[]): Table {
  return {
    name: '未完成名单',
    title: brief.say('workbook.missing'),
    notes: [brief.say('workbook.missing-how')],
    ...filled(
      [...placeColumns<Answer>(brief, ({ place }) => place), ...lackColumns(brief)],
      inOrder(brief, asked, 'unit'),
    ),
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
    ...filled<Answer>(
      [
        ...placeColumns<Answer>(brief, ({ place }) => place),
        told('姓名', 'text', 10, (answer) => (answer.of === 'person' ? answer.person.name : null)),
        ...lackColumns(brief),
      ],
      inOrder(brief, asked, 'person'),
    ),
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

function lackColumns(brief: Brief): Told<Answer>[] {
  const today = todayOf(brief);
  return [
    told('要求', 'text', 34, ({ standing: { requirement } }) => requirement.title),
    told('性质', 'text', 7, ({ standing: { requirement } }) => (requirement.advisory ? '倡导' : '规定')),
    told('截止日期', 'day', 12, ({ standing: { due } }) => due?.day ?? null),
    told('期限', 'text', 24, ({ standing: { requirement, due } }) =>
      dueInWords(brief.say, requirement.due, due, today),
    ),
    told('是否过期', 'text', 10, ({ standing }) => lateCell(standing, isLate(standing, today))),
    told('已有', 'amount', 7, ({ standing: { have } }) => round(have)),
    told('要有', 'amount', 7, ({ standing: { need } }) => round(need)),
    told('还差', 'amount', 7, ({ standing: { have, need } }) => round(Math.max(0, need - have))),
    told('单位', 'text', 6, ({ standing: { requirement } }) => requirement.measure.counter),
    told('说明', 'text', 50, (answer) => {
      const behind = branchesBehind(brief, answer);
      const words = notesInWords(brief.say, answer.standing.notes, today);
      return [...(behind.length > 0 ? [`还差的支部：${behind.join('、')}`] : []), ...words].join('\n');
    }),
    told('依据', 'text', 30, ({ standing: { requirement } }) => requirement.clause),
  ];
}

const round = (value: number): number => Math.round(value * 10) / 10;

function lateCell({ due }: Standing, late: boolean): Cell {
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
