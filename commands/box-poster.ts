import { asksForOpinions } from '../src/campaign/opinions.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { requireUnit } from '../src/dialogue/finding.ts';
import { boxPoster as posterFor } from '../src/dialogue/opinions/box-poster.ts';
import { unitTitle } from '../src/dialogue/opinions/titles.ts';
import { permit } from '../src/dialogue/permit.ts';
import { ALONE, type Target } from '../src/journal/outgoing.ts';

/** Where the opinion box for everybody is, and what to hang on the wall so that everybody knows. */
export const boxPoster: Command = {
  name: '意见箱',
  aliases: ['yjx', 'box', '网页意见箱', '意见箱海报'],
  summary: '网页意见箱的地址和海报',
  examples: [
    ['/意见箱', '得到地址和带二维码的海报，打印出来贴在墙上'],
    ['/意见箱 县教育局', '这个单位用的海报，扫码后先选好这个单位'],
  ],
  isUsed: asksForOpinions,
  decide(context, rest) {
    const { say, campaign, roster, boxAddress, message } = context;
    const meant = rest === '' ? context.unit : requireUnit(context, rest);
    permit(context, '意见箱', meant.id);
    if (boxAddress === null) throw new Refusal(say('box.off', { asked: asksForOpinions(campaign) }));
    const unit = meant.id === roster.root.id ? null : meant.id;
    const poster = posterFor(say, campaign, roster, boxAddress, unit);
    const view = {
      address: poster.address,
      print: poster.address.replace(boxAddress, `${boxAddress}/poster`),
      unit: unit === null ? null : unitTitle(roster, unit),
    };
    const to = whereTo(context);
    if (!to) return { reply: say('box.address', view) };
    return {
      drafts: [
        {
          key: `box-poster/${message.id}`,
          to,
          content: { type: 'image', name: say('box.poster-name'), order: { kind: 'poster', poster } },
          ...ALONE,
        },
      ],
      reply: (complete) => say('box.address', { ...view, follows: complete, unmade: !complete }),
    };
  },
};

/** A reply carries no picture: that follows by itself, into the group where it was asked for or to the one who asked. */
function whereTo(context: Context): Target | undefined {
  const { place, unit, person, reach } = context;
  if (place === 'group') return reach.reachesGroup(unit.id) ? { kind: 'group', unit: unit.id } : undefined;
  return reach.reachesPerson(person.id) ? { kind: 'person', person: person.id } : undefined;
}
