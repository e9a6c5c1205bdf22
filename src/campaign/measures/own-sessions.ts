import { z } from 'zod';
import type { UnitId } from '../../roster/roster.ts';
import type { Facts, SessionFact } from '../facts.ts';
import { isLeadership } from '../quorum.ts';
import { type Rules, type Subject, type Tally, unitOf } from './measure.ts';
import { describeSelector, sessionSelector } from './selector.ts';

/** Which sessions are meant, and whose. */
export const heldSelector = sessionSelector.extend({
  /**
   * Only those the unit held as a whole, or a branch of it: who was at the meeting of the level above has not held one yet, and a
   * meeting of the unit's leaders is the unit's though not every branch was there.
   */
  held: z.literal('own').optional(),
});

export type HeldSelector = z.infer<typeof heldSelector>;

export const describeHeld = (selector: HeldSelector): string =>
  `${describeSelector(selector)}${selector.held ? '，本单位自己召开' : ''}`;

/** Those that may count for the unit. Where a leadership is meant, its meetings are, whichever branch called them. */
export function sessionsMeant(
  { held }: Pick<HeldSelector, 'held'>,
  facts: Facts,
  unit: UnitId,
  { whom }: Rules,
): readonly SessionFact[] {
  if (isLeadership(whom)) return held ? facts.sessionsHeldIn(unit) : sessionsAround(facts, unit);
  return held ? ownSessions(facts, unit) : facts.sessionsFor(unit);
}

/** Those that call the unit, and those its branches hold by themselves: the only branch of a unit is all of it. */
export function sessionsAround(facts: Facts, unit: UnitId): readonly SessionFact[] {
  const all = [...facts.sessionsFor(unit), ...facts.sessionsHeldIn(unit)];
  return [...new Map(all.map((session) => [session.id, session])).values()].sort((a, b) => a.start - b.start);
}

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

/** A meeting of the whole unit is for the unit to call, not for each of its branches. */
export const turnOf = ({ held }: HeldSelector, subject: Subject, facts: Facts): Pick<Tally, 'turn'> =>
  held && facts.branchesOf(unitOf(subject)).length > 1 ? { turn: 'own' } : {};
