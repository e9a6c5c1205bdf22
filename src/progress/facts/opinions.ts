import type { OpinionFact, OpinionFacts } from '../../campaign/facts/opinions.ts';
import type { Roster, UnitId } from '../../roster/roster.ts';
import type { Day, Zone } from '../../time/zone.ts';
import { type Opinion, stageOf, topicOf } from '../opinion.ts';
import type { State } from '../state.ts';

interface Sources {
  readonly state: State;
  readonly roster: Roster;
  readonly zone: Zone;
  readonly today: () => Day;
}

/** Opinions from the side of a unit. */
export function opinionFacts({ state: { opinions }, roster, zone, today }: Sources): OpinionFacts {
  const fact = (opinion: Opinion): OpinionFact => ({
    number: opinion.number,
    claimed: opinion.claim !== null,
    reported: opinion.reportedAt !== null,
    listed: opinion.problem !== null,
    ...courseOf(opinion, today()),
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

/** How far it has come. What was closed with a plan is open again once the day of the plan has passed. */
function courseOf(opinion: Opinion, today: Day): Pick<OpinionFact, 'rectified' | 'answered' | 'closed'> {
  const stage = stageOf(opinion, today);
  const closed = stage === 'closed' || stage === 'promised';
  const answered = closed || opinion.answer !== null;
  return { closed, answered, rectified: answered || (stage !== 'lapsed' && opinion.rectified !== null) };
}

function isInTime({ plan, rectified }: Opinion, zone: Zone): boolean {
  if (!plan || !rectified) return true;
  return zone.dayOf(rectified.at) <= plan.limit;
}
