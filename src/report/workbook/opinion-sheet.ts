import { WORK } from '../../campaign/opinions.ts';
import { type Opinion, raisedOn, stageOf, topicOf } from '../../progress/opinion.ts';
import { STAGES } from '../../progress/opinion-stages.ts';
import { type Brief, titleOf, todayOf } from './brief.ts';
import type { Table } from './table.ts';
import type { Cell, Column } from './workbook.ts';

const COLUMNS: readonly Column[] = [
  { title: '编号', format: 'text', width: 8 },
  { title: '收到日期', format: 'day', width: 12 },
  { title: '原话', format: 'text', width: 50 },
  { title: '到哪一步了', format: 'text', width: 16 },
  { title: '怎么来的', format: 'text', width: 12 },
  { title: '提出或收集的人', format: 'text', width: 12 },
  { title: '什么人提的', format: 'text', width: 12 },
  { title: '问的是什么', format: 'text', width: 12 },
  { title: '类别', format: 'text', width: 12 },
  { title: '类别由谁定', format: 'text', width: 10 },
  { title: '对照问题', format: 'text', width: 24 },
  { title: '承办单位', format: 'text', width: 20 },
  { title: '认领日期', format: 'day', width: 12 },
  { title: '责任人', format: 'text', width: 10 },
  { title: '措施', format: 'text', width: 34 },
  { title: '整改期限', format: 'day', width: 12 },
  { title: '进展', format: 'text', width: 34 },
  { title: '整改结果', format: 'text', width: 30 },
  { title: '核实', format: 'text', width: 18 },
  { title: '答复', format: 'text', width: 34 },
  { title: '评价', format: 'text', width: 18 },
  { title: '销号日期', format: 'day', width: 12 },
  { title: '销号后的计划', format: 'text', width: 24 },
  { title: '计划到', format: 'day', width: 12 },
  { title: '复号次数', format: 'count', width: 8 },
];

/** Opinions word for word, and how far each has come. By number, which says nothing of when it came. */
export function opinionSheet(brief: Brief): Table {
  const { say, progress, sight } = brief;
  const shown = progress.state.opinions
    .all()
    .filter((opinion) => isAbout(brief, opinion) && sight.opinion(opinion));
  return {
    name: '意见与整改',
    title: say('workbook.opinions'),
    notes: [say('workbook.opinions-how')],
    columns: COLUMNS,
    rows: shown.values().map((opinion) => rowOf(brief, opinion)),
    empty: say('workbook.opinions-none'),
    fixed: 3,
    expendable: false,
  };
}

/** Given to the unit or one below it, or gathered there; whatever is given to nobody yet is the office's. */
function isAbout(
  { progress: { roster }, unit: scope }: Brief,
  { unit, gatheredIn, source }: Opinion,
): boolean {
  if (scope === roster.root.id) return true;
  if (unit !== null && roster.within(unit, scope)) return true;
  return source !== null && gatheredIn !== null && roster.within(gatheredIn, scope);
}

function rowOf(brief: Brief, opinion: Opinion): Cell[] {
  const { progress, sight, say } = brief;
  const { roster, zone } = progress;
  const { plan, answer, lastAnswer, closed, check, claim } = opinion;
  return [
    opinion.number,
    raisedOn(opinion, zone),
    opinion.text,
    stageCell(brief, opinion),
    opinion.by === null ? say('opinions.origin-anonymous') : (opinion.source ?? '实名'),
    opinion.by !== null && sight.raiser(opinion) ? roster.nameOf(opinion.by) : null,
    opinion.people,
    opinion.question,
    topicOf(opinion) ?? WORK,
    opinion.topic === undefined ? '系统建议' : '人工',
    opinion.problem,
    opinion.sentUp ? `上报${opinion.sentUp.to}` : opinion.unit === null ? null : titleOf(brief, opinion.unit),
    claim ? zone.dayOf(claim.at) : null,
    plan ? roster.nameOf(plan.person) : null,
    plan?.measure ?? null,
    plan?.limit ?? null,
    opinion.progress.map(({ at, text }) => `${zone.dayOf(at)} ${text}`).join('\n'),
    opinion.rectified?.text ?? null,
    check ? [check.passed ? '通过' : '不通过', check.text ?? ''].join(' ').trim() : null,
    (answer ?? lastAnswer?.answer)?.text ?? null,
    ratingOf(opinion),
    closed ? zone.dayOf(closed.at) : null,
    closed?.plan?.text ?? null,
    closed?.plan?.until ?? null,
    opinion.reopened,
  ];
}

const TONES = { open: 'partly', reopened: 'late', done: 'met' } as const;

function stageCell(brief: Brief, opinion: Opinion): Cell {
  const { title, course } = STAGES[stageOf(opinion, todayOf(brief))];
  return { value: title, tone: TONES[course] };
}

function ratingOf({ rating, lastAnswer }: Opinion): string | null {
  const said = rating ?? lastAnswer?.rating;
  return said ? [said.satisfied ? '满意' : '不满意', said.text ?? ''].join(' ').trim() : null;
}
