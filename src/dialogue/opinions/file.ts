import { proposeTopic, WORK } from '../../campaign/opinions.ts';
import { excerpt } from '../../wording/plain.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { dropped, faultIn, LONGEST, type TextFault } from './anonymous.ts';
import { holdsReceipt } from './receipt.ts';
import { OWN_TAGS, readTags, type TaggedText } from './tags.ts';
import { unitTitle } from './titles.ts';

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
  refuseFault(context, faultIn(tagged.text));
  if (place === 'group' && tagged.source === null) throw new Refusal(say('opinions.private-please'));
  const { source, people, question, unit, text } = tagged;
  const proposed = proposeTopic(campaign.opinions, text);
  const number = state.opinions.freeNumber(context.draw);
  const filed = context.record(context.unit.id, {
    kind: 'opinion.filed',
    number,
    text,
    source,
    people,
    question,
    proposed,
    about: unit,
  });
  return {
    records: [filed],
    reply: () =>
      say(source === null ? 'opinions.filed' : 'opinions.gathered', {
        number,
        name: person.name,
        ...taggedView(context, tagged, proposed),
      }),
  };
}

/** An opinion without a name: into the box, and nowhere else. The receipt word is said once and kept by nobody. */
export function fileAnonymously(context: Context, rest: string): Decision {
  const { say, state, message } = context;
  if (context.place === 'group') throw new Refusal(say('opinions.group-saw'));
  if (message.files.length > 0 || message.quote) throw new Refusal(say('opinions.words-only'));
  const tagged = readTags(context, rest, OWN_TAGS);
  const { people, question, unit, text } = tagged;
  const same = state.opinions.boxed.values().some((boxed) => boxed.text === text);
  const drop = dropped(context, { people, question, unit, text });
  if (!drop.ok) return refuseFault(context, drop.fault);
  return {
    box: drop.change,
    reply: () =>
      say('opinions.dropped', { receipt: drop.receipt, same, ...taggedView(context, tagged, drop.proposed) }),
  };
}

const FAULTS = {
  'too-short': 'opinions.too-short',
  'too-long': 'opinions.too-long',
  'holds-receipt': 'opinions.receipt-alone',
} as const satisfies Record<TextFault, string>;

function refuseFault(context: Context, fault: TextFault): never;
function refuseFault(context: Context, fault: TextFault | undefined): void;
function refuseFault({ say }: Context, fault: TextFault | undefined): void {
  if (fault) throw new Refusal(say(FAULTS[fault], { longest: LONGEST }));
}

const taggedView = (
  { roster }: Context,
  { source, people, question, unit, text }: TaggedText,
  proposed: string | null,
) => ({
  source,
  people,
  question,
  unit: unit === null ? null : unitTitle(roster, unit),
  text: excerpt(text, GLIMPSE),
  proposed: proposed ?? WORK,
});
