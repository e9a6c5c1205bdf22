import { deedCommand } from '../src/dialogue/deeds/deed-command.ts';

/** A village or a household visited. */
export const visit = deedCommand({
  name: '走访',
  aliases: ['zf', 'visit', '入户', '回访'],
  summary: '登记走访的村和户，看还没走到的',
  examples: [
    ['/走访 河东村 12户 说明……', '今天走访的一户，农户写户号、不写姓名'],
    ['/走访 河东村 12户 15户 昨天', '几户一起记，写明日期'],
    ['/走访 计划 河东村 3月20日', '预先安排；只发 /走访 计划 看已有的安排'],
    ['/走访', '看还没走到哪些'],
  ],
});
