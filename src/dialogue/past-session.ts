import { isSettled, sessionsAround, sessionsShared } from '../progress/sessions.ts';
import type { SessionOpened } from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';
import type { Day } from '../time/zone.ts';
import { dayWithWeekday } from '../wording/format.ts';
import { type Context, Refusal } from './command.ts';
import { permitted } from './permit.ts';

export interface Wanted {
  /** The context's unit when not given. */
  readonly unit?: UnitId;
  readonly day?: Day | undefined;
  readonly activity?: string | undefined;
  /** `held`: only the unit's own. `shared`: also those it joins. `around`: also those it joins and those of units above. `below`: also those held below it. */
  readonly which: 'held' | 'shared' | 'around' | 'below';
}

/**
 * The session somebody speaks of who does not say which: the unit's own that is not settled yet, else the one that began last.
 * Refuses when there is none.
 */
export function lastSession(context: Context, wanted: Wanted): SessionOpened {
  const { state, now, zone, say } = context;
  const { unit = context.unit.id, day, activity } = wanted;
  const begun = candidates(context, unit, wanted.which)
    .filter((session) => session.start <= now)
    .filter((session) => day === undefined || zone.dayOf(session.start) === day)
    .filter((session) => activity === undefined || session.activity === activity)
    .sort((a, b) => b.start - a.start);
  const found = begun.find((session) => session.unit === unit && !isSettled(state, session)) ?? begun[0];
  if (found) return found;
  throw new Refusal(
    say('session.none', {
      day: day ? dayWithWeekday(day, context.today) : null,
      mayOpen: permitted(context, '开会', unit),
    }),
  );
}

function candidates(
  { state, roster }: Context,
  unit: UnitId,
  which: Wanted['which'],
): readonly SessionOpened[] {
  if (which === 'held') return state.sessionsOf(unit);
  if (which === 'shared') return sessionsShared(state, roster, unit);
  const around = sessionsAround(state, roster, unit);
  if (which === 'around') return around;
  const below = [...roster.subtree(unit)].slice(1).flatMap(({ id }) => state.sessionsOf(id));
  return [...around, ...below];
}
