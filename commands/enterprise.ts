import { deedCommand } from '../src/dialogue/deeds/deed-command.ts';

/** An enterprise linked. */
export const enterprise = deedCommand({
  name: '联系企业',
  aliases: ['lxqy', 'enterprise', '走企业'],
  summary: '登记联系的企业',
  examples: [
    ['/联系企业 清源竹业 说明……', '企业名称和了解到的情况'],
    ['/联系企业', '看已联系的'],
  ],
});
