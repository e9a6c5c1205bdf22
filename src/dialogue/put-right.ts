import type { Outgoing } from '../journal/outgoing.ts';
import type { UnitId } from '../roster/roster.ts';
import { type Action, may } from './access.ts';
import { type Context, Refusal } from './command.ts';
import { wordsTo } from './to-group.ts';

/** Whether the speaker may do this to the unit only because the office can put right what is on record of any unit. */
export function actsAsOffice({ person, roster }: Context, action: Action, unit: UnitId): boolean {
  if (unit === roster.root.id || !may(person, action, unit, roster)) return false;
  const duties = person.duties.filter(({ role }) => role !== 'office');
  return !may({ ...person, duties }, action, unit, roster);
}

/** Nobody changes what another unit has on record without saying why. */
export function requireReason(context: Context, reason: string, example: string): void {
  if (reason === '') throw new Refusal(context.say('putright.reason', { unit: context.unit.title, example }));
}

/** The unit's group is told what was put right, by whom and why, unless it has just read it. */
export function putRight(
  { say, place, unit: here, person, roster }: Context,
  { unit, occasion, what, reason }: { unit: UnitId; occasion: string; what: string; reason: string },
): Outgoing[] {
  if (place === 'group' && here.id === unit) return [];
  const text = say('putright.told', { unit: roster.titleOf(unit), what, reason, by: person.name });
  return [wordsTo(unit, `putright/${occasion}`, text)];
}
