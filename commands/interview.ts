import { deedCommand } from '../src/dialogue/deeds/deed-command.ts';

/** A talk between two people, noted by whoever led it. */
export const interview = deedCommand({
  name: '谈话',
  aliases: ['tanh', 'interview', '个别谈话', '访谈'],
  summary: '登记个别谈话，看还没谈到的',
  examples: [
    ['/谈话 县图书馆 班子成员 1号', '写单位、类别和编号，不写姓名'],
    ['/谈话', '看还没谈到哪些'],
  ],
});
