import type { BoxedOpinion } from '../../journal/box/opinion-box.ts';
import { type Opinion, ratableAnswer } from '../../progress/opinion.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { notNow } from './actions.ts';
import { LONGEST, rated } from './anonymous.ts';
import { raiserView } from './lines.ts';
import { openedBy, readReceipt } from './receipt.ts';
import { readNumber } from './rights.ts';

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ['满意', true],
  ['基本满意', true],
  ['不满意', false],
  ['不满', false],
]);

/** How far an opinion has come, for whoever holds its receipt word. Leaves no trace. */
export function follow(context: Context, rest: string): Decision {
  const { boxed } = held(context, rest);
  const opinion = context.state.opinions.find(boxed.number);
  if (!opinion) throw new Refusal(context.say('opinions.no-receipt'));
  return { reply: context.say('opinions.followed', raiserView(context, opinion)) };
}

/** What the raiser says of the answer: by receipt word into the box, by number on record. */
export function rate(context: Context, rest: string): Decision {
  const named = readNumber(rest);
  return named ? rateByName(context, named) : rateByReceipt(context, rest);
}

function rateByReceipt(context: Context, rest: string): Decision {
  const { boxed, rest: said } = held(context, rest);
  const opinion = context.state.opinions.find(boxed.number);
  if (!opinion || !ratableAnswer(opinion, context.today))
    throw new Refusal(context.say('opinions.nothing-to-rate'));
  const rating = readRating(context, said);
  const box = rated(context, boxed.number, rating);
  if (!box.ok) throw new Refusal(context.say(RATING_FAULTS[box.fault], { longest: LONGEST }));
  return {
    box: box.change,
    reply: () => {
      const reopened = context.state.opinions.find(boxed.number)?.reopened;
      return context.say('opinions.rated', { satisfied: rating.satisfied, reopened });
    },
  };
}

const RATING_FAULTS = {
  'nothing-to-rate': 'opinions.nothing-to-rate',
  'too-long': 'opinions.too-long',
  'holds-receipt': 'opinions.receipt-alone',
} as const;

/** Whoever raised it by name; for one that was gathered, whoever gathered it and has asked the people. */
function rateByName(
  context: Context,
  { number, rest }: { readonly number: string; readonly rest: string },
): Decision {
  const { state, person, say, today } = context;
  const opinion: Opinion | undefined = state.opinions.find(number);
  if (!opinion || opinion.by !== person.id) throw new Refusal(say('opinions.not-raiser', { number }));
  const answer = ratableAnswer(opinion, today);
  if (!answer) throw notNow(context, opinion, '评价');
  const { satisfied, text } = readRating(context, rest);
  const filed = context.record(opinion.gatheredIn ?? context.unit.id, {
    kind: 'opinion.rated',
    opinion: number,
    answer: answer.id,
    satisfied,
    text,
  });
  return {
    records: [filed],
    reply: () =>
      say('opinions.rated', { satisfied, number, reopened: state.opinions.find(number)?.reopened }),
  };
}

function held(context: Context, rest: string): { readonly boxed: BoxedOpinion; readonly rest: string } {
  const { say, state, place } = context;
  if (place === 'group') throw new Refusal(say('opinions.receipt-in-group'));
  const read = readReceipt(rest);
  const boxed = read && openedBy(read.word, state.opinions.boxed.values());
  if (!read || !boxed) throw new Refusal(say('opinions.no-receipt'));
  return { boxed, rest: read.rest };
}

function readRating(
  context: Context,
  said: string,
): { readonly satisfied: boolean; readonly text: string | null } {
  const [whole = '', word = ''] = /^(\S+?)(?:[\s:：，,。]+|$)/u.exec(said.trim()) ?? [];
  const satisfied = WORDS.get(word);
  if (satisfied === undefined) throw new Refusal(context.say('opinions.which-rating'));
  return { satisfied, text: said.trim().slice(whole.length) || null };
}
