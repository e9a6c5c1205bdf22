import { deedCommand } from '../src/dialogue/deeds/deed-command.ts';

/** A contact point chosen, and what a leader does there. */
export const contactPoint = deedCommand({
  name: '联系点',
  aliases: ['lxd', 'contact'],
  summary: '登记联系点和在那里做的事',
  examples: [
    ['/联系点 县图书馆', '定下的联系点'],
    ['/联系点 县图书馆 集体学习 3月20日', '在联系点参加的活动'],
    ['/联系点', '看还差什么'],
  ],
});
