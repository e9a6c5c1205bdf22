import { WORK } from '../../campaign/opinions.ts';
import { type Opinion, raisedOn, stageOf, topicOf } from '../../progress/opinion.ts';
import { STAGES } from '../../progress/opinion-stages.ts';
import type { Instant } from '../../time/clock.ts';
import { type Brief, titleOf, todayOf } from './brief.ts';
import { filled, type Table, type Told, told } from './table.ts';
import type { Cell } from './workbook.ts';

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
    ...filled(columnsOf(brief), shown),
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

function columnsOf(brief: Brief): Told<Opinion>[] {
  const { progress, sight, say } = brief;
  const { roster, zone } = progress;
  const dayOf = (step: { readonly at: Instant } | null): Cell => (step ? zone.dayOf(step.at) : null);
  return [
    told('编号', 'text', 8, ({ number }) => number),
    told('收到日期', 'day', 12, (opinion) => raisedOn(opinion, zone)),
    told('原话', 'text', 50, ({ text }) => text),
    told('到哪一步了', 'text', 16, (opinion) => stageCell(brief, opinion)),
    told('怎么来的', 'text', 12, ({ by, source }) =>
      by === null ? say('opinions.origin-anonymous') : (source ?? '实名'),
    ),
    told('提出或收集的人', 'text', 12, (opinion) =>
      opinion.by !== null && sight.raiser(opinion) ? roster.nameOf(opinion.by) : null,
    ),
    told('什么人提的', 'text', 12, ({ people }) => people),
    told('问的是什么', 'text', 12, ({ question }) => question),
    told('类别', 'text', 12, (opinion) => topicOf(opinion) ?? WORK),
    told('类别由谁定', 'text', 10, ({ topic }) => (topic === undefined ? '系统建议' : '人工')),
    told('对照问题', 'text', 24, ({ problem }) => problem),
    told('承办单位', 'text', 20, ({ sentUp, unit }) =>
      sentUp ? `上报${sentUp.to}` : unit === null ? null : titleOf(brief, unit),
    ),
    told('认领日期', 'day', 12, ({ claim }) => dayOf(claim)),
    told('责任人', 'text', 10, ({ plan }) => (plan ? roster.nameOf(plan.person) : null)),
    told('措施', 'text', 34, ({ plan }) => plan?.measure ?? null),
    told('整改期限', 'day', 12, ({ plan }) => plan?.limit ?? null),
    told('进展', 'text', 34, (opinion) =>
      opinion.progress.map(({ at, text }) => `${zone.dayOf(at)} ${text}`).join('\n'),
    ),
    told('整改结果', 'text', 30, ({ rectified }) => rectified?.text ?? null),
    told('核实', 'text', 18, ({ check }) => check && verdictOf(check.passed, '通过', check.text)),
    told('答复', 'text', 34, ({ answer, lastAnswer }) => (answer ?? lastAnswer?.answer)?.text ?? null),
    told('评价', 'text', 18, ({ rating, lastAnswer }) => {
      const said = rating ?? lastAnswer?.rating;
      return said ? verdictOf(said.satisfied, '满意', said.text) : null;
    }),
    told('销号日期', 'day', 12, ({ closed }) => dayOf(closed)),
    told('销号后的计划', 'text', 24, ({ closed }) => closed?.plan?.text ?? null),
    told('计划到', 'day', 12, ({ closed }) => closed?.plan?.until ?? null),
    told('复号次数', 'count', 8, ({ reopened }) => reopened),
  ];
}

/** `通过`, or `不通过` and why. */
const verdictOf = (good: boolean, word: string, why: string | null): string =>
  [good ? word : `不${word}`, why ?? ''].join(' ').trim();

const TONES = { open: 'partly', reopened: 'late', done: 'met' } as const;

function stageCell(brief: Brief, opinion: Opinion): Cell {
  const { title, course } = STAGES[stageOf(opinion, todayOf(brief))];
  return { value: title, tone: TONES[course] };
}
