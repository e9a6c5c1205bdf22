import { type Command, Refusal } from '../src/dialogue/command.ts';
import { requireStage } from '../src/dialogue/opinions/actions.ts';
import { handlerOf, opinionFor } from '../src/dialogue/opinions/rights.ts';

/** What the one who raised an opinion is told. Nobody has to know who that is. */
export const answerOpinion: Command = {
  name: '反馈',
  aliases: ['fk', 'feedback', '答复'],
  summary: '把整改结果答复提意见的人',
  examples: [['/反馈 3821 4月1日起午间有人值班，欢迎监督', '核实通过后答复，提意见的人可以看到并评价']],
  decide(context, rest) {
    const { say } = context;
    const { opinion, rest: text } = opinionFor(context, '反馈', rest);
    const { number } = opinion;
    requireStage(context, opinion, '反馈');
    if (text === '') throw new Refusal(say('opinions.words-please', { typed: `反馈 ${number}` }));
    const filed = context.record(handlerOf(context, opinion), {
      kind: 'opinion.answered',
      opinion: number,
      text,
    });
    return {
      records: [filed],
      reply: () =>
        say('opinions.answered', {
          number,
          anonymous: opinion.by === null,
          gathered: opinion.source !== null,
        }),
    };
  },
};
