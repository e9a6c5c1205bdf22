import type { MakeupLogged } from '../records/records.ts';
import type { Roster, UnitId } from '../roster/roster.ts';
import type { State } from './state.ts';

/**
 * Make-ups of exactly this branch that nobody has looked at yet, of sessions that still stand. Where nobody took the place of the
 * branch of then, they wait where their people are now.
 */
export function makeupsWaiting(state: State, roster: Roster, home: UnitId): readonly MakeupLogged[] {
  const { makeups } = state;
  const orphans = roster
    .residents(home)
    .flatMap(({ id }) => makeups.of(id))
    .filter((makeup) => !roster.goesOn(makeup.unit) && makeups.stage(makeup) === 'waiting');
  return [...makeups.waitingIn(home), ...orphans].filter(
    ({ session }) => state.session(session) !== undefined,
  );
}
