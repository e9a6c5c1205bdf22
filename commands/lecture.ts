import { deedCommand } from '../src/dialogue/deeds/deed-command.ts';

/** A party lecture given: counted for the speaker. */
export const lecture = deedCommand({
  name: '党课',
  aliases: ['dk', 'lecture', '讲党课'],
  summary: '登记自己讲的党课',
  examples: [
    ['/党课 《走好群众路线》 河东村', '题目和地点'],
    ['/党课 《走好群众路线》 3月12日 河东村', '以前讲的写明日期'],
    ['/党课', '看讲过没有'],
  ],
});
