import { OWN_COMMANDS } from '../src/campaign/follow-ups.ts';
import type { Command } from '../src/dialogue/command.ts';
import { answerOrShow, checklistNamed } from '../src/dialogue/follow-ups/checklist-command.ts';

/** Any checklist of the campaign, by its name. */
export const selfCheck: Command = {
  name: '自查',
  aliases: ['zc', 'selfcheck'],
  summary: '按活动办列的清单逐条自查',
  examples: [
    ['/自查 清单名', '看各条和已有的回答'],
    ['/自查 清单名 2 否 原因', '答一条，也可一次答几条'],
  ],
  isUsed: ({ followUps }) =>
    followUps.checklists.some(({ name }) => !OWN_COMMANDS.some((own) => own === name)),
  decide(context, rest) {
    const { checklist, rest: said } = checklistNamed(context, rest);
    return answerOrShow(context, checklist, said);
  },
};
