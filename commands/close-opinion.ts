import { type Command, type Context, type Decision, Refusal } from '../src/dialogue/command.ts';
import { requireStage } from '../src/dialogue/opinions/actions.ts';
import { readDayAhead } from '../src/dialogue/opinions/ahead.ts';
import { handlerOf, opinionFor } from '../src/dialogue/opinions/rights.ts';
import type { Opinion } from '../src/progress/opinion.ts';
import { shortDay } from '../src/wording/format.ts';

/** An opinion is done with (销号): answered and well rated, or with a dated plan when it cannot be solved now. */
export const closeOpinion: Command = {
  name: '销号',
  aliases: ['xh', 'settle'],
  summary: '意见销号',
  examples: [
    ['/销号 3821', '答复后评价满意的'],
    ['/销号 3821 计划 12月31日 列入明年改造项目', '一时解决不了的，写明哪天前、怎么办'],
  ],
  decide(context, rest) {
    const { opinion, rest: said } = opinionFor(context, '销号', rest);
    const [planned, behind = ''] = /^计划[\s:：，,]*(.*)$/su.exec(said) ?? [];
    if (planned !== undefined) return closeWithPlan(context, opinion, behind);
    requireStage(context, opinion, '销号');
    const filed = context.record(handlerOf(context, opinion), {
      kind: 'opinion.closed',
      opinion: opinion.number,
      plan: null,
    });
    return {
      records: [filed],
      reply: () => context.say('opinions.closed', { number: opinion.number }),
    };
  },
};

function closeWithPlan(context: Context, opinion: Opinion, said: string): Decision {
  const { say, today } = context;
  const { number } = opinion;
  requireStage(context, opinion, '按计划销号');
  const [whole = '', word = ''] = /^([^\s:：，,]+)[\s:：，,]*/u.exec(said) ?? [];
  const until = word === '' ? undefined : readDayAhead(word, today);
  const text = said.slice(whole.length).trim();
  if (until === undefined || text === '') throw new Refusal(say('opinions.how-to-plan', { number }));
  if (until <= today)
    throw new Refusal(say('opinions.limit-past', { number, limit: shortDay(until, today) }));
  const filed = context.record(handlerOf(context, opinion), {
    kind: 'opinion.closed',
    opinion: number,
    plan: { text, until },
  });
  return {
    records: [filed],
    reply: () => say('opinions.closed', { number, until: shortDay(until, today) }),
  };
}
