import { checklistOf } from '../src/dialogue/follow-ups/checklist-command.ts';

/** The unit looks back at what it has done, question by question. */
export const lookBack = checklistOf({
  name: '回头看',
  aliases: ['htk', 'lookback'],
  summary: '“回头看”逐条自查，答“否”的改到“是”',
  examples: [
    ['/回头看', '看各条问题和已有的回答'],
    ['/回头看 1 是', '答一条'],
    ['/回头看 2 否 还没有开座谈会', '写上原因；改好后再答“是”'],
    ['/回头看 1是2否3是4是', '一次答几条'],
  ],
});
