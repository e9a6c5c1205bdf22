import { type Command, type Context, type Decision, Refusal } from '../src/dialogue/command.ts';
import { peopleNamed } from '../src/dialogue/finding.ts';
import { requireStage } from '../src/dialogue/opinions/actions.ts';
import { readDayAhead } from '../src/dialogue/opinions/ahead.ts';
import { handlerOf, opinionFor } from '../src/dialogue/opinions/rights.ts';
import type { Opinion } from '../src/progress/opinion.ts';
import type { Person } from '../src/roster/roster.ts';
import type { Day } from '../src/time/zone.ts';
import { shortDay } from '../src/wording/format.ts';

/** What a unit does about an opinion: measure, person, first day and limit (四定); how it goes on; that it is done. */
export const rectify: Command = {
  name: '整改',
  aliases: ['zg', 'rectify', '四定'],
  summary: '意见整改：四定、进展、完成',
  examples: [
    ['/整改 3821 张三 4月10日 增设午间值班窗口', '四定：责任人、时限（写两个日期是开始和完成）、措施'],
    ['/整改 3821 进展 值班表已排好', '记进展'],
    ['/整改 3821 完成 4月1日起午间有人值班', '整改完成，请督导组核实'],
  ],
  decide(context, rest) {
    const { opinion, rest: said } = opinionFor(context, '整改', rest);
    const [, word = '', behind = ''] = /^(进展|完成|已完成|整改完成)[\s:：，,]*(.*)$/su.exec(said) ?? [];
    if (word === '进展') return note(context, opinion, behind);
    if (word !== '') return finish(context, opinion, behind);
    return plan(context, opinion, said);
  },
};

function plan(context: Context, opinion: Opinion, said: string): Decision {
  const { say, today, roster } = context;
  requireStage(context, opinion, '四定');
  const { number } = opinion;
  const { person, days, measure } = readPlan(context, opinion, said);
  const [from = today, limit = from] = days.length > 1 ? days.toSorted() : [today, ...days];
  if (!person || days.length === 0 || measure === '')
    throw new Refusal(
      say('opinions.plan-lacks', {
        number,
        person: !person,
        unknown: person ? null : measure.split(/[\s，,、；;]/u, 1)[0],
        limit: days.length === 0,
        measure: measure === '',
      }),
    );
  if (limit < today) throw new Refusal(say('opinions.limit-past', { number, limit: shortDay(limit, today) }));
  const filed = context.record(handlerOf(context, opinion), {
    kind: 'opinion.planned',
    opinion: number,
    measure,
    person: person.id,
    from,
    limit,
  });
  return {
    records: [filed],
    reply: () =>
      say('opinions.planned', {
        number,
        measure,
        person: roster.nameOf(person.id),
        from: shortDay(from, today),
        limit: shortDay(limit, today),
      }),
  };
}

interface Plan {
  readonly person: Person | undefined;
  readonly days: readonly Day[];
  readonly measure: string;
}

/** Person and days stand in front, in any order, labelled or not; what follows is the measure as it was typed. */
function readPlan(context: Context, opinion: Opinion, said: string): Plan {
  const people = [...context.roster.peopleOf(handlerOf(context, opinion))];
  let text = said;
  let person: Person | undefined;
  const days: Day[] = [];
  for (;;) {
    const [whole = '', word = ''] =
      /^(?:(?:责任人|时限|期限|开始|完成时限)[:：\s]*)?([^\s:：，,；;、]+)[\s:：，,；;、]*/u.exec(text) ?? [];
    const [named, ...others] = person || word === '' ? [] : peopleNamed(people, word);
    const day = word === '' ? undefined : readDayAhead(word, context.today);
    if (named && others.length === 0) person = named;
    else if (day !== undefined && days.length < 2) days.push(day);
    else break;
    text = text.slice(whole.length);
  }
  return { person, days, measure: text.replace(/^措施[:：\s]*/u, '').trim() };
}

function note(context: Context, opinion: Opinion, text: string): Decision {
  const { number } = opinion;
  requireStage(context, opinion, '记进展');
  if (text === '') throw new Refusal(context.say('opinions.words-please', { typed: `整改 ${number} 进展` }));
  const filed = context.record(handlerOf(context, opinion), {
    kind: 'opinion.progressed',
    opinion: number,
    text,
  });
  return {
    records: [filed],
    reply: () => context.say('opinions.progressed', { number }),
  };
}

function finish(context: Context, opinion: Opinion, text: string): Decision {
  const { number, plan: planned } = opinion;
  requireStage(context, opinion, '整改完成');
  if (text === '') throw new Refusal(context.say('opinions.words-please', { typed: `整改 ${number} 完成` }));
  const filed = context.record(handlerOf(context, opinion), {
    kind: 'opinion.rectified',
    opinion: number,
    text,
  });
  return {
    records: [filed],
    reply: () =>
      context.say('opinions.rectified', { number, late: planned !== null && planned.limit < context.today }),
  };
}
