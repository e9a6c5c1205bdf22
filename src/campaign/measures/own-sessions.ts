import type { UnitId } from '../../roster/roster.ts';
import type { Facts, SessionFact } from '../facts.ts';

/**
 * Sessions that the unit held itself, not those of a level above that its people were at. Its own meeting is the whole unit's,
 * whichever of its branches came; what one of several branches held is that branch's.
 */
export function ownSessions(facts: Facts, unit: UnitId): readonly SessionFact[] {
  const { holder } = facts.holdingOf(unit, 'unit');
  const whole = facts.sessionsFor(holder).filter((session) => session.unit === holder);
  const parts = facts
    .sessionsFor(unit)
    .filter((session) => session.unit !== holder && facts.holdingOf(session.unit, 'unit').holder === holder);
  return [...whole, ...parts];
}
