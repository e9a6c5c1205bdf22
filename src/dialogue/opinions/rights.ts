import { type Opinion, unitWith } from '../../progress/opinion.ts';
import type { OpinionAction } from '../../progress/opinion-stages.ts';
import { type Person, type UnitId, unitsOf } from '../../roster/roster.ts';
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
function concerned(opinion: Opinion): UnitId[] {
  const { source, gatheredIn } = opinion;
  return [unitWith(opinion), source === null ? null : gatheredIn].filter((unit) => unit !== null);
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
export const handlerOf = ({ roster }: Context, opinion: Opinion): UnitId =>
  unitWith(opinion) ?? roster.root.id;

/** The secretary of a unit's only branch answers for the unit. */
export const mayHandle = (context: Context, action: Action, opinion: Opinion): boolean =>
  actsFor(context, action, handlerOf(context, opinion));

/** Whether the speaker may do this to the opinion in the stages in which it is open. */
export function mayAct(context: Context, action: OpinionAction, opinion: Opinion): boolean {
  switch (action) {
    case '转办':
    case '上报':
      return permitted(context, '转办意见', context.roster.root.id);
    case '定类别':
      return mayAct(context, '转办', opinion) || mayHandle(context, '认领', opinion);
    case '报送':
      return opinion.reportedAt === null && concerned(opinion).some((unit) => actsFor(context, '认领', unit));
    case '四定':
    case '记进展':
    case '整改完成':
      return mayHandle(context, '整改', opinion);
    case '核实':
      return mayHandle(context, '意见核实', opinion) && supervisorsInstead(context, opinion).length === 0;
    case '评价':
      return opinion.by === context.person.id;
    case '按计划销号':
      return mayHandle(context, '销号', opinion);
    case '认领':
    case '反馈':
    case '销号':
      return mayHandle(context, action, opinion);
  }
}

/** Where supervisors are assigned, they verify instead of the office. Empty for one of them, and where there are none. */
export function supervisorsInstead(context: Context, opinion: Opinion): readonly Person[] {
  const { person, roster } = context;
  const above = [...roster.lineage(handlerOf(context, opinion))].map(({ id }) => id);
  if (unitsOf(person, 'supervisor').some((unit) => above.includes(unit))) return [];
  return [...new Set(above.flatMap((unit) => roster.holders('supervisor', unit)))];
}

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
  if (!read)
    throw new Refusal(context.say('opinions.which', { command: action.replace('意见核实', '核实') }));
  const opinion = requireOpinion(context, read.number);
  permitHandling(context, action, opinion);
  return { opinion, rest: read.rest };
}

export function permitHandling(context: Context, action: Action, opinion: Opinion): void {
  if (mayHandle(context, action, opinion)) return;
  const unit = unitTitle(context.roster, handlerOf(context, opinion));
  throw new Refusal(
    context.say('opinions.not-yours', {
      action: action.replace('意见核实', '核实'),
      unit,
      number: opinion.number,
    }),
  );
}
