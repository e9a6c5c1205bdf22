import { deedCommand } from '../src/dialogue/deeds/deed-command.ts';

/** A household somebody has become a friend of. */
export const pairing = deedCommand({
  name: '结对',
  aliases: ['jied', 'pair', '结亲', '结对帮扶'],
  summary: '登记结对的农户',
  examples: [
    ['/结对 河东村 12户', '写村名和户号，不写姓名'],
    ['/结对', '看已结对的'],
  ],
});
