import { deedCommand } from '../src/dialogue/deeds/deed-command.ts';

/** A title read. */
export const reading = deedCommand({
  name: '读书',
  aliases: ['ds', 'book', '读完', '已读'],
  summary: '登记读完的书目，看还没读的',
  examples: [
    ['/读书 之江新语', '书名写一部分也行'],
    ['/读书 4', '书单上的第4本'],
    ['/读书', '看还没读哪些'],
  ],
});
