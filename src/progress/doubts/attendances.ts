import type { SessionFact } from '../../campaign/facts.ts';
import type { Attended } from '../../records/records.ts';
import type { UnitId } from '../../roster/roster.ts';
import type { Scope } from './doubt.ts';

/** The people of one branch at one session. */
interface Attendance {
  readonly session: SessionFact;
  readonly home: UnitId;
  readonly there: readonly Attended[];
}

/** Who of the unit was at the sessions the place holds, and who of the place at those of units above it and of those it joins. */
export function attendances(
  { progress, unit, place, sessions }: Scope,
  isMeant: (session: SessionFact) => boolean = () => true,
): Attendance[] {
  const { roster, state, facts } = progress;
  const at = (session: SessionFact, isOurs: (home: UnitId) => boolean): Attendance[] =>
    [...state.presence(session.id)]
      .filter(([home]) => isOurs(home))
      .map(([home, there]) => ({ session, home, there: [...there.values()] }));
  const own = sessions.filter(isMeant).flatMap((session) => at(session, (home) => roster.within(home, unit)));
  // What the whole county holds is looked at once, where it is held.
  if (unit === roster.root.id) return own;
  const elsewhere = facts
    .sessionsFor(place)
    .filter((session) => !roster.within(session.unit, unit))
    .filter(isMeant);
  return [...own, ...elsewhere.flatMap((session) => at(session, (home) => home === place))];
}
