import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { canAct, requireStage } from '../src/dialogue/opinions/actions.ts';
import { listLine } from '../src/dialogue/opinions/lines.ts';
import { permitHandling, readNumber, requireOpinion } from '../src/dialogue/opinions/rights.ts';
import type { Opinion } from '../src/progress/opinion.ts';
import type { OpinionClaimed } from '../src/records/records.ts';
import { addDays } from '../src/time/zone.ts';
import { nameList, shortDay } from '../src/wording/format.ts';

const NUMBERS = 20;

/** The unit concerned takes an opinion on as its own (认领). */
export const claimOpinion: Command = {
  name: '认领',
  aliases: ['rl', 'claim'],
  summary: '认领转来的意见',
  isDecidedInTurn: true,
  examples: [
    ['/认领 3821', '认领一条，也可一次写几条'],
    ['/认领', '看有哪些待认领'],
  ],
  decide(context, rest) {
    const { say } = context;
    const opinions = named(context, rest);
    if (opinions.length === 0) throw new Refusal(say('opinions.to-claim', { lines: waiting(context) }));
    const [first] = opinions;
    return {
      records: opinions.map((opinion) => claim(context, opinion)),
      reply: () =>
        say('opinions.claimed', {
          numbers: nameList(
            opinions.map(({ number }) => number),
            NUMBERS,
            '条',
          ),
          number: first?.number,
          limit: shortDay(addDays(context.today, context.campaign.opinions.limits.answer), context.today),
        }),
    };
  },
};

function named(context: Context, rest: string): readonly Opinion[] {
  const opinions = new Set<Opinion>();
  for (let read = readNumber(rest); read; read = readNumber(read.rest)) {
    const opinion = requireOpinion(context, read.number);
    permitHandling(context, '认领', opinion);
    requireStage(context, opinion, '认领');
    opinions.add(opinion);
  }
  return [...opinions];
}

function claim(context: Context, { number, unit }: Opinion): OpinionClaimed {
  if (unit === null) throw new Error('only what is given to a unit can be claimed');
  return context.record(unit, { kind: 'opinion.claimed', opinion: number });
}

function waiting(context: Context) {
  const mine = context.state.opinions.all().filter((opinion) => canAct(context, '认领', opinion));
  return mine.map((opinion) => ({ line: listLine(context, opinion) }));
}
