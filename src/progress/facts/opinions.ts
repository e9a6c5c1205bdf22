import type { OpinionFact, OpinionFacts } from '../../campaign/facts/opinions.ts';
import type { Roster, UnitId } from '../../roster/roster.ts';
import type { Zone } from '../../time/zone.ts';
import { type Opinion, topicOf } from '../opinion.ts';
import type { State } from '../state.ts';

/** Opinions from the side of a unit. */
export function opinionFacts({ opinions }: State, roster: Roster, zone: Zone): OpinionFacts {
  const fact = (opinion: Opinion): OpinionFact => ({
    number: opinion.number,
    claimed: opinion.claim !== null,
    reported: opinion.reportedAt !== null,
    listed: opinion.problem !== null,
    rectified: opinion.rectified !== null || opinion.answer !== null || opinion.closed !== null,
    answered: opinion.answer !== null || opinion.closed !== null,
    closed: opinion.closed !== null,
    inTime: isInTime(opinion, zone),
    aboutConduct: topicOf(opinion) !== null,
    source: opinion.source,
    people: opinion.people,
    question: opinion.question,
  });
  // What concerns a unit is for its only branch to see to: there is nobody else.
  const whole = (unit: UnitId): UnitId => {
    const above = roster.unit(unit)?.parent ?? unit;
    const isOnly = roster.unit(above)?.kind === 'unit' && roster.leaves(above).every(({ id }) => id === unit);
    return isOnly ? above : unit;
  };
  const about = (unit: UnitId): Opinion[] =>
    [...new Set([...roster.subtree(whole(unit))].flatMap(({ id }) => opinions.concerning(id)))].filter(
      ({ sentUp }) => !sentUp,
    );
  return {
    opinionsAbout: (unit) => about(unit).map(fact),
    opinionsHeardBy(unit) {
      const heard = roster.belowEver(whole(unit)).flatMap((id) => opinions.gatheredBy(id));
      return [...new Set([...about(unit), ...heard])].map(fact);
    },
  };
}

function isInTime({ plan, rectified }: Opinion, zone: Zone): boolean {
  if (!plan || !rectified) return true;
  return zone.dayOf(rectified.at) <= plan.limit;
}
