import { wordsOf } from '../src/dialogue/arguments.ts';
import { type Command, type Context, type Decision, Refusal } from '../src/dialogue/command.ts';
import { permit, permitted } from '../src/dialogue/permit.ts';
import { digestFor } from '../src/outreach/digest.ts';
import { workbookOf } from '../src/outreach/digest-workbook.ts';
import type { UnitId } from '../src/roster/roster.ts';
import { atOnce } from '../src/time/steps.ts';
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
    if (word === undefined || word === '预览') return preview(context, unit);
    if (word !== '发送' && word !== '发') throw new Refusal(say('digest.how', { word: excerpt(word, 10) }));
    permit(context, '周报发送', roster.root.id);
    if (!context.reach.reachesGroup(roster.root.id))
      throw new Refusal(say('digest.no-address', { office: roster.root.name }));
    const key = `digest/${roster.root.id}/${isoWeek(today)}/${message.id}`;
    const { message: digest, pictures } = atOnce(digestFor(context, key));
    return {
      messages: [digest],
      drafts: [...pictures, ...workbookOf(context, digest)],
      reply: (complete) =>
        complete
          ? say('digest.sent', { office: roster.root.name, pictures: pictures.length > 0 })
          : say('digest.sent-bare', { office: roster.root.name }),
    };
  },
};

/** A reply carries no picture: that follows by itself where a way leads to the reader alone. */
function preview(context: Context, unit: UnitId): Decision {
  const { message, person, place, say } = context;
  const { message: digest, pictures } = atOnce(digestFor(context, `digest-preview/${message.id}`, unit));
  const text = digest.content.type === 'markdown' ? digest.content.text : '';
  if (pictures.length === 0) return { reply: text };
  const told = (key: string): string => `${text}\n\n${say(key)}`;
  if (place !== 'private' || !context.reach.reachesPerson(person.id))
    return { reply: told('digest.picture-later') };
  const to = { kind: 'person', person: person.id } as const;
  return {
    drafts: pictures.map((picture) => ({ ...picture, to })),
    reply: (complete) => told(complete ? 'digest.picture-follows' : 'digest.picture-unmade'),
  };
}

/** The office's for who may read it, else that of the group's unit, or in private of the first unit one answers for. */
function unitMeant(context: Context): UnitId {
  const { roster, person, place, unit } = context;
  const own = place === 'group' ? [unit.id] : person.duties.map((duty) => duty.unit);
  return [roster.root.id, ...own].find((id) => permitted(context, '周报', id)) ?? roster.root.id;
}
