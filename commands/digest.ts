import { wordsOf } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { permit } from '../src/dialogue/permit.ts';
import { composeDigest, digestMessage } from '../src/outreach/digest.ts';
import type { Outlook } from '../src/outreach/outlook.ts';
import { isoWeek } from '../src/time/zone.ts';

/** The office looks at the digest beforehand, or has it sent now. */
export const digest: Command = {
  name: '周报',
  aliases: ['zb', 'digest', '周报预览'],
  summary: '预览本周周报，或现在就发',
  examples: [
    ['/周报', '只给您看，不发出去'],
    ['/周报 发送', '现在发到活动办群'],
  ],
  decide(context, rest) {
    const { roster, say, today, message } = context;
    permit(context, '周报', roster.root.id);
    const [word] = wordsOf(rest);
    if (word === undefined || word === '预览') return { reply: composeDigest(outlookOf(context)) };
    if (word !== '发送' && word !== '发') throw new Refusal(say('digest.how', { word }));
    if (!context.reachesGroup(roster.root.id))
      throw new Refusal(say('digest.no-address', { office: roster.root.name }));
    const key = `digest/${roster.root.id}/${isoWeek(today)}/${message.id}`;
    return {
      messages: [digestMessage(outlookOf(context), key)],
      reply: say('digest.sent', { office: roster.root.name }),
    };
  },
};

const outlookOf = ({ progress, workdays, zone, now, say }: Context): Outlook => ({
  progress,
  workdays,
  zone,
  now,
  say,
});
