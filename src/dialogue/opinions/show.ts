import { WORK } from '../../campaign/opinions.ts';
import { isHandled, type Opinion, topicOf } from '../../progress/opinion.ts';
import { plainLines } from '../../wording/plain.ts';
import type { View } from '../../wording/wording.ts';
import { type Context, type Decision, Refusal } from '../command.ts';
import { requireUnit } from '../finding.ts';
import { isMyTurn } from './actions.ts';
import { braid } from './braid.ts';
import { listLine, wholeView } from './lines.ts';
import { mayRead, requireOpinion } from './rights.ts';

/** Lines of a list that fit a phone's screen. */
const PAGE = 8;
/** Opinions shown whole on one page; strands are not torn apart. */
const WHOLE = 10;

/** `3821`: one opinion, word for word, and how far it has come. */
export function showOne(context: Context, number: string): Decision {
  if (context.place === 'group') throw new Refusal(context.say('opinions.private-please'));
  return { reply: context.say('opinions.whole', wholeView(context, requireOpinion(context, number))) };
}

/** What waits for the speaker, what the speaker has raised, and what can be typed. */
export function showMine(context: Context): Decision {
  const { say, state, person, place } = context;
  if (place === 'group') return { reply: say('opinions.how-in-group') };
  const readable = state.opinions.all().filter((opinion) => mayRead(context, opinion));
  const turn = readable.filter((opinion) => isMyTurn(context, opinion));
  const own = readable.filter((opinion) => opinion.by === person.id && !turn.includes(opinion));
  const others = readable.filter((opinion) => opinion.by !== person.id);
  return {
    reply: say('opinions.mine', {
      turn: turn.slice(0, PAGE).map((opinion) => ({ line: listLine(context, opinion) })),
      more: turn.length > PAGE ? turn.length - PAGE : null,
      own: own.slice(0, PAGE).map((opinion) => ({ line: listLine(context, opinion) })),
      staff: others.length > 0,
      count: others.length,
      ...crowding(others),
    }),
  };
}

/** `列表 [单位] [页]`: all that the speaker may read, open ones first. */
export function showList(context: Context, words: readonly string[]): Decision {
  const { say } = context;
  const { page, opinions } = chosen(context, words);
  const open = opinions.filter((opinion) => !isHandled(opinion, context.today));
  const sorted = [...open, ...opinions.filter((opinion) => !open.includes(opinion))];
  const lines = sorted
    .slice((page - 1) * PAGE, page * PAGE)
    .map((each) => ({ line: listLine(context, each) }));
  return {
    reply: say('opinions.list', {
      count: opinions.length,
      open: open.length,
      lines,
      nextPage: page * PAGE < sorted.length ? page + 1 : null,
    }),
  };
}

/** `梳辫子 [单位] [页]`: opinions that speak of the same thing stand together, every one of them whole. */
export function showBraided(context: Context, words: readonly string[]): Decision {
  const { page, opinions } = chosen(context, words);
  const strands = braid(opinions, ({ text }) => text).toSorted(
    (a, b) => Number(b.length > 1) - Number(a.length > 1),
  );
  const pages = pagesOf(strands);
  const shown = pages[page - 1] ?? [];
  return {
    reply: context.say('opinions.braided', {
      count: opinions.length,
      strands: shown.map(strandView),
      nextPage: page < pages.length ? page + 1 : null,
    }),
  };
}

const strandView = (strand: readonly Opinion[]): View => ({
  together: strand.length > 1 ? strand.length : null,
  topic: [...new Set(strand.map((opinion) => topicOf(opinion) ?? WORK))].join('、'),
  opinions: strand.map(({ number, text }) => ({ number, text: plainLines(text) })),
});

function pagesOf(strands: readonly (readonly Opinion[])[]): (readonly Opinion[])[][] {
  const pages: (readonly Opinion[])[][] = [];
  let room = 0;
  for (const strand of strands) {
    if (strand.length > room) {
      pages.push([]);
      room = WHOLE;
    }
    pages.at(-1)?.push(strand);
    room -= strand.length;
  }
  return pages;
}

function chosen(
  context: Context,
  words: readonly string[],
): { readonly page: number; readonly opinions: readonly Opinion[] } {
  const { state, roster, place, say } = context;
  if (place === 'group') throw new Refusal(say('opinions.private-please'));
  const page = words.find((word) => /^\d{1,3}页?$/.test(word));
  const name = words.find((word) => word !== page);
  const unit = name === undefined ? undefined : requireUnit(context, name).id;
  const opinions = state.opinions
    .all()
    .filter((opinion) => mayRead(context, opinion))
    .filter((opinion) => unit === undefined || (opinion.unit !== null && roster.within(opinion.unit, unit)));
  if (opinions.length === 0) throw new Refusal(say('opinions.none'));
  return { page: Math.max(1, Number.parseInt(page ?? '1', 10)), opinions };
}

/** The notices ask that talk of work does not take the place of talk of conduct. */
function crowding(opinions: readonly Opinion[]): View {
  const work = opinions.filter((opinion) => topicOf(opinion) === null).length;
  const conduct = opinions.length - work;
  return work > conduct && opinions.length >= 4 ? { crowded: true, work, conduct } : {};
}
