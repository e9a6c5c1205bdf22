import { type Opinion, stageOf } from '../../progress/opinion.ts';
import type { UnitId } from '../../roster/roster.ts';
import type { Action } from '../access.ts';
import { type Context, Refusal } from '../command.ts';
import { actsFor } from '../document-rights.ts';
import { permitted } from '../permit.ts';
import { unitTitle } from './titles.ts';

/**
 * Whether the speaker may read the opinion. Anonymous ones are shown from the day after they came: whoever keeps looking at
 * the list must not see when one appears.
 */
export function mayRead(context: Pick<Context, 'person' | 'roster' | 'today'>, opinion: Opinion): boolean {
  if ('day' in opinion.raised && opinion.raised.day >= context.today) return false;
  if (opinion.by === context.person.id || permitted(context, '转办意见', context.roster.root.id)) return true;
  return concerned(opinion).some((unit) => actsFor(context, '看意见', unit));
}

/** The unit it is given to, and once it lies before the supervisors or was gathered openly, the one it was gathered in. */
function concerned({ unit, sentUp, gatheredIn, source }: Opinion): UnitId[] {
  const handling = unit === null || sentUp ? [] : [unit];
  return gatheredIn !== null && source !== null ? [...handling, gatheredIn] : handling;
}

/** Only the office and the secretary of the unit that deals with it learn who raised an opinion, or gathered it. */
export const maySeeRaiser = (
  context: Pick<Context, 'person' | 'roster' | 'place'>,
  opinion: Opinion,
): boolean =>
  opinion.by !== null &&
  context.place === 'private' &&
  permitted(context, '看意见人', opinion.unit ?? context.roster.root.id);

/** The unit that answers for the opinion: the one it is given to, else the office. */
export const handlerOf = ({ roster }: Context, { unit, sentUp }: Opinion): UnitId =>
  unit === null || sentUp ? roster.root.id : unit;

/** The secretary of a unit's only branch answers for the unit. */
export const mayHandle = (context: Context, action: Action, opinion: Opinion): boolean =>
  actsFor(context, action, handlerOf(context, opinion));

/** The number in front of the text, and what follows. */
export function readNumber(rest: string): { readonly number: string; readonly rest: string } | undefined {
  const match = /^[#＃№]?\s*([0-9０-９]{4,7})(?![0-9０-９])[号：:，,、\s]*/u.exec(rest.trim());
  if (!match) return undefined;
  return { number: (match[1] ?? '').normalize('NFKC'), rest: rest.trim().slice(match[0].length) };
}

/** The opinion of this number, if the speaker may read it. Refuses otherwise, and does not say whether there is one. */
export function requireOpinion(context: Context, number: string): Opinion {
  const opinion = context.state.opinions.find(number);
  if (opinion && mayRead(context, opinion)) return opinion;
  throw new Refusal(context.say('opinions.unknown', { number }));
}

/** The opinion named in front, if the speaker may do this to it; and what follows the number. */
export function opinionFor(
  context: Context,
  action: Action,
  rest: string,
): { readonly opinion: Opinion; readonly rest: string } {
  const read = readNumber(rest);
  if (!read) throw new Refusal(context.say('opinions.which', { command: action }));
  const opinion = requireOpinion(context, read.number);
  permitHandling(context, action, opinion);
  return { opinion, rest: read.rest };
}

export function permitHandling(context: Context, action: Action, opinion: Opinion): void {
  if (mayHandle(context, action, opinion)) return;
  const unit = unitTitle(handlerOf(context, opinion));
  throw new Refusal(context.say('opinions.not-yours', { action, unit, number: opinion.number }));
}

/** Where an opinion stands that may be closed with a dated plan, because it cannot be solved now. */
export const SOLVABLE_LATER: readonly string[] = [
  'claimed',
  'reopened',
  'planned',
  'late',
  'rectified',
  'checked',
  'sent-up',
];

/** Refuses when the opinion has not come so far, or is past it, and says what would be next. */
export function requireStage(context: Context, opinion: Opinion, stages: readonly string[]): void {
  const { say, today } = context;
  const stage = stageOf(opinion, today);
  if (stages.includes(stage)) return;
  const { number } = opinion;
  throw new Refusal(
    say('opinions.not-now', {
      number,
      stage: say(`opinions.stage-${stage}`),
      next: say(`opinions.next-${stage}`, { number }),
    }),
  );
}
