import { type Command, Refusal } from '../src/dialogue/command.ts';
import { agree, laidOn } from '../src/dialogue/leeway/agree.ts';
import {
  permitOffice,
  readBearer,
  readReason,
  readRequirement,
  refuseSettled,
} from '../src/dialogue/leeway/reading.ts';

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
    permitOffice(context, '免除');
    const [who, words, ...why] = rest.trim().split(/\s+/);
    if (!who || words === undefined) throw new Refusal(context.say('leeway.waive-how'));
    const reason = readReason(context, why.join(' '), 'leeway.waive-how');
    const bearer = readBearer(context, who);
    const requirement = readRequirement(context, bearer, words);
    refuseSettled(context, requirement, bearer);
    const record = context.record(context.roster.root.id, {
      kind: 'requirement.waived',
      ...laidOn(requirement, bearer),
      reason,
    });
    return agree(context, record, requirement, bearer);
  },
};
