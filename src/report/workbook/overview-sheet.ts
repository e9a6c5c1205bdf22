import { type Asked, COUNTERS, isLate } from './answers.ts';
import { type Brief, momentOf, titleOf, todayOf } from './brief.ts';
import type { Table } from './table.ts';
import type { Cell, Column } from './workbook.ts';

const COLUMNS: readonly Column[] = [
  { title: '序号', format: 'count', width: 6 },
  { title: '要求', format: 'text', width: 38 },
  { title: '性质', format: 'text', width: 7 },
  { title: '截止日期', format: 'day', width: 12 },
  { title: '情况', format: 'text', width: 12 },
  { title: '完成率', format: 'percent', width: 9 },
  { title: '应完成', format: 'count', width: 9 },
  { title: '已完成', format: 'count', width: 9 },
  { title: '还没完成', format: 'count', width: 9 },
  { title: '其中做了一部分', format: 'count', width: 9 },
  { title: '暂时不用办', format: 'count', width: 9 },
  { title: '按什么数', format: 'text', width: 9 },
  { title: '依据', format: 'text', width: 34 },
];

/** Every requirement with how many have met it and how many have not. */
export function overviewSheet(brief: Brief, asked: readonly Asked[], left: readonly string[]): Table {
  const { say, progress, unit } = brief;
  return {
    name: '总览',
    title: `${titleOf(brief, unit)}　${progress.campaign.title}`,
    notes: [
      say('workbook.as-of', { moment: momentOf(brief, brief.now) }),
      say('workbook.meaning'),
      say('workbook.order'),
      ...left,
    ],
    columns: COLUMNS,
    rows: asked.map((each, index) => rowOf(each, index + 1, todayOf(brief))),
    empty: say('workbook.nothing-asked'),
    fixed: 2,
    expendable: false,
  };
}

function rowOf({ requirement, answers }: Asked, number: number, today: string): Cell[] {
  const count = (is: (status: string, have: number) => boolean): number =>
    answers.filter(({ standing: { status, have } }) => is(status, have)).length;
  const met = count((status) => status === 'met');
  const unmet = count((status) => status === 'unmet');
  return [
    number,
    requirement.title,
    requirement.advisory ? '倡导' : '规定',
    requirement.due,
    stateOf(unmet, answers.length - met - unmet, isLate(requirement, today)),
    met / answers.length,
    answers.length,
    met,
    unmet,
    count((status, have) => status === 'unmet' && have > 0),
    answers.length - met - unmet,
    COUNTERS[requirement.each],
    requirement.clause,
  ];
}

function stateOf(unmet: number, idle: number, late: boolean): Cell {
  if (unmet > 0) return late ? { value: '过期还没齐', tone: 'late' } : { value: '正在进行', tone: 'partly' };
  return idle > 0 ? { value: '暂时不用办', tone: 'quiet' } : { value: '全部完成', tone: 'met' };
}
