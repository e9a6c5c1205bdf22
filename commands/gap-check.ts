import { checklistOf } from '../src/dialogue/follow-ups/checklist-command.ts';

/** The unit goes through what the levels above demand and says how far each is. */
export const gapCheck = checklistOf({
  name: '查漏补缺',
  aliases: ['clbq', 'gapcheck'],
  summary: '对照上级要求，逐条查部署落实了没有',
  examples: [
    ['/查漏补缺', '看各条和已有的回答'],
    ['/查漏补缺 1 已部署', '答一条'],
    ['/查漏补缺 1已部署2正在部署', '一次答几条'],
  ],
});
