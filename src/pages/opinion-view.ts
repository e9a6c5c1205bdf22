import { WORK } from '../campaign/opinions.ts';
import { limitOf, problemView, wholeView } from '../dialogue/opinions/lines.ts';
import { mayHandle, mayRead, SOLVABLE_LATER } from '../dialogue/opinions/rights.ts';
import { permitted } from '../dialogue/permit.ts';
import { type Opinion, stageOf } from '../progress/opinion.ts';
import { shortDay } from '../wording/format.ts';
import { type Field, type FormView, formView, type Option } from './form-view.ts';
import type { PageView, Reader } from './page.ts';

/** One opinion, word for word, how far it has come, and what this reader can do about it now. */
export function opinionView(reader: Reader, number: string): PageView | undefined {
  const opinion = reader.state.opinions.find(number);
  if (!opinion || !mayRead(reader, opinion)) return undefined;
  const limit = limitOf(reader, opinion);
  return {
    ...wholeView(reader, opinion),
    title: `意见 ${number}`,
    one: true,
    // On a page nothing can act as syntax: here it stands exactly as it was said.
    text: opinion.text,
    due: limit === null ? null : shortDay(limit),
    lists: [],
    forms: formsOf(reader, opinion),
  };
}

/** The commands that lead on from this stage, for whoever may say them. */
function formsOf(reader: Reader, opinion: Opinion): FormView[] {
  const stage = stageOf(opinion, reader.today);
  const { number } = opinion;
  const may = (action: Parameters<typeof mayHandle>[1]): boolean => mayHandle(reader, action, opinion);
  const isOffice = permitted(reader, '转办意见', reader.roster.root.id);
  const open = !['closed', 'rated', 'answered', 'promised'].includes(stage);
  const forms: (FormView | false)[] = [
    stage === 'assigned' && may('认领') && formView(reader, `认领 ${number}`, '认领', []),
    PLANNING.has(stage) && may('整改') && planForm(reader, opinion),
    WORKING.has(stage) &&
      may('整改') &&
      formView(reader, `整改 ${number} 进展`, '记进展', [area('进展', '值班表已排好')]),
    WORKING.has(stage) &&
      may('整改') &&
      opinion.plan !== null &&
      formView(reader, `整改 ${number} 完成`, '整改完成', [area('完成情况', '4月1日起午间有人值班')]),
    stage === 'rectified' && may('核实') && formView(reader, `核实 ${number} 通过`, '核实通过', []),
    stage === 'rectified' &&
      may('核实') &&
      formView(reader, `核实 ${number} 不通过`, '核实不通过', [area('原因', '中午仍无人')]),
    (stage === 'checked' || stage === 'sent-up') &&
      may('反馈') &&
      formView(reader, `反馈 ${number}`, '答复', [area('答复提意见的人', '4月1日起午间有人值班，欢迎监督')]),
    stage === 'rated' && may('销号') && formView(reader, `销号 ${number}`, '销号', []),
    SOLVABLE_LATER.includes(stage) &&
      may('销号') &&
      formView(reader, `销号 ${number} 计划`, '按计划销号', [
        { kind: 'day', label: '哪天前办好', from: reader.today },
        area('一时解决不了的，怎么办', '列入明年改造项目'),
      ]),
    stage === 'answered' &&
      opinion.by === reader.person.id &&
      formView(reader, `意见 评价 ${number} 满意`, '评价：满意', []),
    stage === 'answered' &&
      opinion.by === reader.person.id &&
      formView(reader, `意见 评价 ${number} 不满意`, '评价：不满意', [area('原因', '还是老样子', false)]),
    open && isOffice && assignForm(reader, opinion),
    stage === 'unassigned' &&
      isOffice &&
      formView(reader, `意见 上报 ${number}`, `上报${reader.campaign.opinions.upward.to}`, []),
    open && (isOffice || may('认领')) && topicForm(reader, opinion),
  ];
  return forms.filter((form) => form !== false);
}

/** Among more nobody looks for a name: it is typed. */
const MOST_PEOPLE = 300;
const PLANNING: ReadonlySet<string> = new Set(['claimed', 'reopened', 'late']);
const WORKING: ReadonlySet<string> = new Set(['planned', 'late']);

const area = (label: string, example: string, required = true): Field => ({
  kind: 'area',
  label,
  example,
  required,
});

/** 四定: the person by account, so that no namesake is taken. */
function planForm(reader: Reader, { number, unit, sentUp }: Opinion): FormView {
  const { roster } = reader;
  const handler = unit === null || sentUp ? roster.root.id : unit;
  const people = [...roster.peopleOf(handler)].map(({ id, name }): Option => ({ value: id, text: name }));
  const who: Field =
    people.length > MOST_PEOPLE
      ? { kind: 'line', label: '责任人（姓名或账号）' }
      : { kind: 'choice', label: '责任人', options: people };
  return formView(reader, `整改 ${number}`, '四定', [
    who,
    { kind: 'day', label: '完成时限', from: reader.today },
    area('措施', '增设午间值班窗口'),
  ]);
}

/** To any unit that can deal with it; the one its raiser named first. */
function assignForm(reader: Reader, { number, unit, wish }: Opinion): FormView {
  const { units, root } = reader.roster;
  const others = units.filter(({ id }) => id !== unit && id !== root.id && !/\s/.test(id));
  const first = others.filter(({ id }) => id === wish);
  const options = [...first, ...others.filter(({ id }) => id !== wish)].map(
    ({ id }): Option => ({ value: id, text: id.replaceAll('/', ' ') }),
  );
  return formView(reader, `意见 转 ${number}`, unit === null ? '转办' : '改转', [
    { kind: 'choice', label: unit === null ? '转给' : '改转给', options },
  ]);
}

function topicForm(reader: Reader, opinion: Opinion): FormView {
  const topics = [...reader.campaign.opinions.topics.map(({ name }) => name), WORK];
  const problems = problemView(reader, opinion).map(
    (each): Option => ({ value: String(each['number']), text: `${each['number']}. ${each['item']}` }),
  );
  return formView(reader, `意见 定 ${opinion.number}`, '定类别', [
    { kind: 'choice', label: '类别', options: topics.map((name) => ({ value: name, text: name })) },
    ...(problems.length > 0
      ? [
          {
            kind: 'choice' as const,
            label: '对照问题清单',
            options: [{ value: '', text: '先不对照' }, ...problems],
          },
        ]
      : []),
  ]);
}
