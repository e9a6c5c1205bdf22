import type { Requirement } from '../src/campaign/campaign.ts';
import { dueInWords } from '../src/campaign/deadline-words.ts';
import { readDay } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { agree, laidOn } from '../src/dialogue/leeway/agree.ts';
import {
  type Bearer,
  nameOf,
  permitOffice,
  readBearer,
  readReason,
  readRequirement,
  refuseSettled,
  subjectOf,
} from '../src/dialogue/leeway/reading.ts';
import type { Day } from '../src/time/zone.ts';
import { dayWithWeekday } from '../src/wording/format.ts';

/** The office gives a unit with all below it, or a person, more time for something. */
export const extend: Command = {
  name: '延期',
  aliases: ['yq', 'extend'],
  summary: '同意单位或个人延期，写明理由',
  examples: [
    ['/延期 县教育局 集中学习 4月30日 防汛值班', '单位连同所属支部'],
    ['/延期 张三 体会 4月30日 住院', '只对一个人'],
  ],
  isDecidedInTurn: true,
  decide(context, rest) {
    permitOffice(context, '延期');
    const { who, words, until, reason } = readRest(context, rest);
    const bearer = readBearer(context, who);
    const requirement = readRequirement(context, bearer, words);
    refuseSettled(context, requirement, bearer);
    refuseEarlier(context, requirement, bearer, until);
    const record = context.record(context.roster.root.id, {
      kind: 'requirement.extended',
      ...laidOn(requirement, bearer),
      until,
      reason,
    });
    return agree(context, record, requirement, bearer);
  },
};

/** `县教育局 集中学习 4月30日 防汛值班`: the day parts what is extended from why. */
function readRest(context: Context, rest: string) {
  const { say, today } = context;
  const words = rest.trim().split(/\s+/);
  const days = words.map((word, index) => (index < 2 ? undefined : dayOf(word, today)));
  const at = days.findIndex((day) => day !== undefined);
  const [who, until] = [words[0], days[at]];
  if (who === undefined || until === undefined) throw new Refusal(say('leeway.extend-how'));
  const reason = readReason(context, words.slice(at + 1).join(' '), 'leeway.extend-how');
  return { who, words: words.slice(1, at).join(' '), until, reason };
}

const dayOf = (word: string, today: Day): Day | undefined =>
  readDay(word.normalize('NFKC').replace(/^(?:延?[到至])/, ''), today);

/** More time is a later day than the one that holds now. */
function refuseEarlier(context: Context, requirement: Requirement, bearer: Bearer, until: Day): void {
  const { progress, say, today, campaign } = context;
  const due = progress.dueOf(requirement, subjectOf(bearer));
  const now = due?.day ?? (requirement.due === null ? campaign.end : today);
  if (until > now && until >= today) return;
  throw new Refusal(
    say('leeway.not-later', {
      name: nameOf(bearer),
      title: requirement.title,
      until: dayWithWeekday(until, today),
      due: dueInWords(say, requirement.due, due, today),
      past: until < today,
    }),
  );
}
