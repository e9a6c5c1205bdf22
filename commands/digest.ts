import { wordsOf } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { permit, permitted } from '../src/dialogue/permit.ts';
import { composeDigest, digestMessage } from '../src/outreach/digest.ts';
import type { Outlook } from '../src/outreach/outlook.ts';
import type { UnitId } from '../src/roster/roster.ts';
import { isoWeek } from '../src/time/zone.ts';
import { excerpt } from '../src/wording/plain.ts';

/** The office looks at the digest beforehand, or has it sent now. Who answers for a unit looks at the unit's. */
export const digest: Command = {
  name: '周报',
  aliases: ['zb', 'digest', '周报预览'],
  summary: '预览本周周报',
  examples: [
    ['/周报', '先看看，不发到群里'],
    ['/周报 发送', '活动办用：现在发到活动办群'],
  ],
  decide(context, rest) {
    const { roster, say, today, message } = context;
    const unit = unitMeant(context);
    permit(context, '周报', unit);
    const [word] = wordsOf(rest);
    if (word === undefined || word === '预览') return { reply: composeDigest(outlookOf(context), unit) };
    if (word !== '发送' && word !== '发') throw new Refusal(say('digest.how', { word: excerpt(word, 10) }));
    permit(context, '周报发送', roster.root.id);
    if (!context.reachesGroup(roster.root.id))
      throw new Refusal(say('digest.no-address', { office: roster.root.name }));
    const key = `digest/${roster.root.id}/${isoWeek(today)}/${message.id}`;
    return {
      messages: [digestMessage(outlookOf(context), key)],
      reply: say('digest.sent', { office: roster.root.name }),
    };
  },
};

/** The office's for who may read it, else that of the group's unit, or in private of the first unit one answers for. */
function unitMeant(context: Context): UnitId {
  const { roster, person, place, unit } = context;
  const own = place === 'group' ? [unit.id] : person.duties.map((duty) => duty.unit);
  return [roster.root.id, ...own].find((id) => permitted(context, '周报', id)) ?? roster.root.id;
}

const outlookOf = ({ progress, workdays, zone, now, say }: Context): Outlook => ({
  progress,
  workdays,
  zone,
  now,
  say,
});
