import { OWN_COMMANDS } from '../src/campaign/follow-ups.ts';
import type { Command } from '../src/dialogue/command.ts';
import { openOrMove, pipelineNamed } from '../src/dialogue/follow-ups/pipeline-command.ts';

/** Items of any pipeline of the campaign, by its name. */
export const items: Command = {
  name: '事项',
  aliases: ['sx', 'items'],
  summary: '登记要按期办成的事项',
  examples: [
    ['/事项 类别名', '看这一类事项'],
    ['/事项 类别名 名称 姓名 4月20日', '登记一件，写明责任人和完成日期'],
  ],
  isUsed: ({ followUps }) =>
    followUps.pipelines.some(({ name }) => !OWN_COMMANDS.some((own) => own === name)),
  decide(context, rest) {
    const { pipeline, rest: said } = pipelineNamed(context, rest);
    return openOrMove(context, pipeline, said);
  },
};
