import { type Command, Refusal } from '../src/dialogue/command.ts';
import {
  nameOf,
  permitOffice,
  readBearer,
  readReason,
  readRequirement,
  refuseSettled,
} from '../src/dialogue/leeway/reading.ts';
import { leewayMessages } from '../src/dialogue/leeway/telling.ts';

/** The office asks something of a unit with all below it, or of a person, no longer. */
export const waive: Command = {
  name: '免除',
  aliases: ['mc', 'waive'],
  summary: '同意单位或个人不做某项，写明理由',
  examples: [
    ['/免除 县水利局 集中学习 正在抗洪', '单位连同所属支部'],
    ['/免除 张三 体会 长期住院', '只对一个人'],
  ],
  isDecidedInTurn: true,
  decide(context, rest) {
    const { say, roster } = context;
    permitOffice(context, '免除');
    const [who, words, ...why] = rest.trim().split(/\s+/);
    if (!who || words === undefined) throw new Refusal(say('leeway.waive-how'));
    const reason = readReason(context, why.join(' '), 'leeway.waive-how');
    const bearer = readBearer(context, who);
    const requirement = readRequirement(context, bearer, words);
    refuseSettled(context, requirement, bearer);
    const record = context.record(roster.root.id, {
      kind: 'requirement.waived',
      requirement: requirement.id,
      about: bearer.of === 'unit' ? bearer.unit.id : bearer.person.home,
      person: bearer.of === 'person' ? bearer.person.id : null,
      reason,
    });
    return {
      records: [record],
      messages: leewayMessages(context, record),
      reply: () =>
        say('leeway.waived', {
          name: nameOf(bearer),
          title: requirement.title,
          reason,
          below: bearer.of === 'unit' && roster.children(bearer.unit.id).length > 0,
        }),
    };
  },
};
