import { proposeTopic } from '../../campaign/opinions.ts';
import type { BoxChange, BoxedOpinion } from '../../journal/box/opinion-box.ts';
import { ratableAnswer } from '../../progress/opinion.ts';
import type { OpinionNumber } from '../../records/records.ts';
import { toDay } from '../../time/zone.ts';
import type { Context } from '../command.ts';
import { holdsReceipt, mintReceipt, openedBy } from './receipt.ts';
import type { TaggedText } from './tags.ts';

/** What is known when something is put into the box: nobody's name, no place, no time of day. */
export type BoxView = Pick<Context, 'campaign' | 'state' | 'today' | 'draw'>;

/** Fewer characters than this are a slip of the finger. */
const SHORTEST = 4;
/** Longer than anything that can be typed into a chat. White space does not count. */
export const LONGEST = 5000;

/** Why words cannot be taken down as an opinion. */
export type TextFault = 'too-short' | 'too-long' | 'holds-receipt';

export function faultIn(text: string): TextFault | undefined {
  const length = [...text.replace(/\s/g, '')].length;
  if (length > LONGEST) return 'too-long';
  if (holdsReceipt(text)) return 'holds-receipt';
  return length < SHORTEST ? 'too-short' : undefined;
}

/** An opinion without a name, as it was written. */
export interface Unsigned extends Pick<TaggedText, 'people' | 'question' | 'unit' | 'text'> {
  /** What its writer thinks it is about, null for work; proposed by rule when not given. */
  readonly topic?: string | null;
}

/** What goes into the box, and what is said once to whoever wrote it and kept by nobody. */
export type Dropped =
  | { readonly ok: false; readonly fault: TextFault }
  | {
      readonly ok: true;
      readonly change: BoxChange;
      readonly number: OpinionNumber;
      readonly receipt: string;
      readonly proposed: string | null;
    };

/** How an opinion gets into the box, wherever it was written. Nothing has happened yet. */
export function dropped({ campaign, state, today, draw }: BoxView, unsigned: Unsigned): Dropped {
  const { people, question, unit, text, topic } = unsigned;
  const fault = faultIn(text);
  if (fault) return { ok: false, fault };
  const proposed = topic === undefined ? proposeTopic(campaign.opinions, text) : topic;
  const { shown, salt, receipt } = mintReceipt(draw);
  const number = state.opinions.freeNumber(draw);
  const opinion = {
    number,
    text,
    day: today,
    people,
    question,
    proposed,
    about: unit,
    salt,
    receipt,
    ratings: [],
  };
  return { ok: true, change: { kind: 'dropped', opinion }, number, receipt: shown, proposed };
}

/** The opinion of this number, if the receipt word is its own. Takes as long when there is none of that number. */
export function heldUnder(
  { state }: Pick<Context, 'state'>,
  number: OpinionNumber,
  word: string,
): BoxedOpinion | undefined {
  const boxed = state.opinions.boxed.get(number);
  return boxed ? openedBy(word, [boxed]) : openedBy(word, [NOBODYS]);
}

const NOBODYS: BoxedOpinion = {
  number: '',
  text: '',
  day: toDay('1970-01-01'),
  people: null,
  question: null,
  proposed: null,
  about: null,
  salt: '0'.repeat(32),
  receipt: '0'.repeat(64),
  ratings: [],
};

/** What the writer of an anonymous opinion says of the answer in force, as it goes into the box. */
export type Rated =
  | { readonly ok: false; readonly fault: 'nothing-to-rate' | 'too-long' | 'holds-receipt' }
  | { readonly ok: true; readonly change: BoxChange };

export function rated(
  { state, today }: Pick<Context, 'state' | 'today'>,
  number: OpinionNumber,
  { satisfied, text }: { readonly satisfied: boolean; readonly text: string | null },
): Rated {
  const opinion = state.opinions.find(number);
  const answer = opinion && ratableAnswer(opinion, today);
  if (!answer) return { ok: false, fault: 'nothing-to-rate' };
  const fault = text === null ? undefined : faultIn(text);
  // A word is enough of a reason.
  if (fault && fault !== 'too-short') return { ok: false, fault };
  return { ok: true, change: { kind: 'rated', number, rating: { answer: answer.id, satisfied, text } } };
}
