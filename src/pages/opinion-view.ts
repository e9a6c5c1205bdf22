import { WORK } from '../campaign/opinions.ts';
import { actionsFor } from '../dialogue/opinions/actions.ts';
import { limitOf, problemView, wholeView } from '../dialogue/opinions/lines.ts';
import { handlerOf, mayRead } from '../dialogue/opinions/rights.ts';
import { type Opinion, unitWith } from '../progress/opinion.ts';
import type { OpinionAction } from '../progress/opinion-stages.ts';
import { addDays } from '../time/zone.ts';
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
    due: limit === null ? null : shortDay(limit, reader.today),
    lists: [],
    forms: actionsFor(reader, opinion).flatMap((action) => FORMS[action](reader, opinion)),
  };
}

/** What this reader can do now, as the commands that do it. */
const FORMS: Readonly<Record<OpinionAction, (reader: Reader, opinion: Opinion) => readonly FormView[]>> = {
  转办: (reader, opinion) => [assignForm(reader, opinion)],
  上报: (reader, { number }) => [
    formView(reader, `意见 上报 ${number}`, `上报${reader.campaign.opinions.upward.to}`, []),
  ],
  定类别: (reader, opinion) => [topicForm(reader, opinion)],
  // The command reports all that has not been reported yet.
  报送: (reader) => [formView(reader, '意见 报送', '一并报送督导组', [])],
  认领: (reader, { number }) => [formView(reader, `认领 ${number}`, '认领', [])],
  四定: (reader, opinion) => [planForm(reader, opinion)],
  记进展: (reader, { number }) => [
    formView(reader, `整改 ${number} 进展`, '记进展', [area('进展', '值班表已排好')]),
  ],
  整改完成: (reader, { number }) => [
    formView(reader, `整改 ${number} 完成`, '整改完成', [area('完成情况', '4月1日起午间有人值班')]),
  ],
  核实: (reader, { number }) => [
    formView(reader, `核实 ${number} 通过`, '核实通过', []),
    formView(reader, `核实 ${number} 不通过`, '核实不通过', [area('原因', '中午仍无人')]),
  ],
  反馈: (reader, { number }) => [
    formView(reader, `反馈 ${number}`, '答复', [area('答复提意见的人', '4月1日起午间有人值班，欢迎监督')]),
  ],
  评价: (reader, { number }) => [
    formView(reader, `意见 评价 ${number} 满意`, '评价：满意', []),
    formView(reader, `意见 评价 ${number} 不满意`, '评价：不满意', [area('原因', '还是老样子', false)]),
  ],
  销号: (reader, { number }) => [formView(reader, `销号 ${number}`, '销号', [])],
  按计划销号: (reader, { number }) => [
    formView(reader, `销号 ${number} 计划`, '按计划销号', [
      { kind: 'day', label: '哪天前办好', from: addDays(reader.today, 1) },
      area('一时解决不了的，怎么办', '列入明年改造项目'),
    ]),
  ],
};

/** Among more nobody looks for a name: it is typed. */
const MOST_PEOPLE = 300;

const area = (label: string, example: string, required = true): Field => ({
  kind: 'area',
  label,
  example,
  required,
});

/** 四定: the person by account, so that no namesake is taken. */
function planForm(reader: Reader, opinion: Opinion): FormView {
  const people = [...reader.roster.peopleOf(handlerOf(reader, opinion))].map(
    ({ id, account, name }): Option => ({ value: account ?? id, text: name }),
  );
  const who: Field =
    people.length > MOST_PEOPLE
      ? { kind: 'line', label: '责任人（姓名或账号）' }
      : { kind: 'choice', label: '责任人', options: people };
  return formView(reader, `整改 ${opinion.number}`, '四定', [
    who,
    { kind: 'day', label: '完成时限', from: reader.today },
    area('措施', '增设午间值班窗口'),
  ]);
}

/** To any unit that can deal with it; the one its raiser named first. */
function assignForm(reader: Reader, opinion: Opinion): FormView {
  const { number, wish } = opinion;
  const { units, root } = reader.roster;
  const unit = unitWith(opinion);
  const others = units.filter(({ id, title }) => id !== unit && id !== root.id && !/\s/.test(title));
  const first = others.filter(({ id }) => id === wish);
  const options = [...first, ...others.filter(({ id }) => id !== wish)].map(
    ({ title }): Option => ({ value: title, text: title.replaceAll('/', ' ') }),
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
