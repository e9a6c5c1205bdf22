import { proposeTopic, WORK } from '../../campaign/opinions.ts';
import { excerpt } from '../../wording/plain.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { holdsReceipt, mintReceipt } from './receipt.ts';
import { OWN_TAGS, readTags, type TaggedText } from './tags.ts';
import { unitTitle } from './titles.ts';

/** Fewer characters than this are a slip of the finger. */
const SHORTEST = 4;
/** Longer than anything that can be typed into a chat. */
const LONGEST = 5000;
const GLIMPSE = 30;
/** Words near the front by which somebody may have meant to stay unknown. They are asked, never guessed at. */
const HIDING = /匿|不记名|不署名|不具名|无记名|保密|别说是我|不要说是我/u;
const FRONT = 12;

/** An opinion by name, or one that was gathered. What was typed is kept word for word. */
export function fileByName(context: Context, rest: string, named: boolean): Decision {
  const { say, person, campaign, state, place } = context;
  if (holdsReceipt(rest)) throw new Refusal(say('opinions.receipt-alone'));
  if (!named && HIDING.test(excerpt(rest, FRONT))) throw new Refusal(say('opinions.hiding'));
  const tagged = named ? readTags(context, rest, OWN_TAGS) : readTags(context, rest);
  refuseOddLength(context, tagged.text);
  if (place === 'group' && tagged.source === null) throw new Refusal(say('opinions.private-please'));
  const { source, people, question, unit, text } = tagged;
  const proposed = proposeTopic(campaign.opinions, text);
  const number = state.opinions.freeNumber(context.draw);
  return {
    records: [
      context.record(context.unit.id, {
        kind: 'opinion.filed',
        number,
        text,
        source,
        people,
        question,
        proposed,
        unit,
      }),
    ],
    reply: say(source === null ? 'opinions.filed' : 'opinions.gathered', {
      number,
      name: person.name,
      ...taggedView(tagged, proposed),
    }),
  };
}

/** An opinion without a name: into the box, and nowhere else. The receipt word is said once and kept by nobody. */
export function fileAnonymously(context: Context, rest: string): Decision {
  const { say, campaign, state, today, message } = context;
  if (context.place === 'group') throw new Refusal(say('opinions.group-saw'));
  if (message.files.length > 0 || message.quote) throw new Refusal(say('opinions.words-only'));
  if (holdsReceipt(rest)) throw new Refusal(say('opinions.receipt-alone'));
  const tagged = readTags(context, rest, OWN_TAGS);
  refuseOddLength(context, tagged.text);
  const { people, question, unit, text } = tagged;
  const proposed = proposeTopic(campaign.opinions, text);
  const { shown, salt, receipt } = mintReceipt(context.draw);
  const number = state.opinions.freeNumber(context.draw);
  const same = state.opinions.boxed.values().some((boxed) => boxed.text === text);
  return {
    box: {
      kind: 'dropped',
      opinion: { number, text, day: today, people, question, proposed, unit, salt, receipt, ratings: [] },
    },
    reply: say('opinions.dropped', { receipt: shown, same, ...taggedView(tagged, proposed) }),
  };
}

function refuseOddLength({ say }: Context, text: string): void {
  const length = [...text.replace(/\s/g, '')].length;
  if (length < SHORTEST) throw new Refusal(say('opinions.too-short'));
  if (length > LONGEST) throw new Refusal(say('opinions.too-long', { longest: LONGEST }));
}

const taggedView = ({ source, people, question, unit, text }: TaggedText, proposed: string | null) => ({
  source,
  people,
  question,
  unit: unit === null ? null : unitTitle(unit),
  text: excerpt(text, GLIMPSE),
  proposed: proposed ?? WORK,
});
