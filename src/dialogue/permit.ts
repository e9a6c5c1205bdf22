import type { UnitId } from '../roster/roster.ts';
import { type Action, may, mayAnywhere, ruleOf } from './access.ts';
import { type Context, Refusal } from './command.ts';

/** Refuses, in words, when the speaker may not do this to the unit. */
export function permit(context: Context, action: Action, unit: UnitId): void {
  const { person, roster, say } = context;
  if (may(person, action, unit, roster)) return;
  throw new Refusal(
    say('errors.not-allowed', {
      action,
      unit: roster.unit(unit)?.name ?? roster.titleOf(unit),
      members: ruleOf(action).grants.anyone === 'branch',
      office: unit === roster.root.id,
      elsewhere: mayAnywhere(person, action),
      inPrivate: ruleOf(action).where !== 'group',
    }),
  );
}

/** Whether the speaker may do this to the unit. */
export const permitted = (
  { person, roster }: Pick<Context, 'person' | 'roster'>,
  action: Action,
  unit: UnitId,
): boolean => may(person, action, unit, roster);
