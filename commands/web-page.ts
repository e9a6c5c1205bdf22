import { type Command, Refusal } from '../src/dialogue/command.ts';

const OUT: ReadonlySet<string> = new Set(['退出', '退', '注销', 'out', 'logout']);

/** A link into the pages, for the speaker alone; or the end of all that is open there. */
export const webPage: Command = {
  name: '网页',
  aliases: ['wy', '页面', 'web'],
  summary: '打开网页看进度、台账，办审阅和转办',
  examples: [
    ['/网页', '给您一个十分钟内有效、只能用一次的链接'],
    ['/网页 退出', '打开的网页全部退出，没用过的链接作废'],
  ],
  decide({ say, pageLink }, rest) {
    if (OUT.has(rest.trim().toLowerCase())) return { reply: say('web.left'), leavesPages: true };
    const link = pageLink();
    if (link === null) throw new Refusal(say('web.off'));
    // With nothing to put on record the reply is kept nowhere: whoever reads the ledgers must not find a way in.
    return { reply: say('web.link', { link }) };
  },
};
