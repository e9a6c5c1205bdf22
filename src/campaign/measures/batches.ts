import type { UnitId } from '../../roster/roster.ts';
import type { Facts, SessionFact } from '../facts.ts';
import { defineMeasure, type Note, type Tally } from './measure.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

/** Settled sessions that left somebody at the counter: study must not keep the public from being served. */
export const batches = defineMeasure({
  name: 'batches',
  each: ['unit', 'branch'],
  counter: '次',
  countsAll: true,
  params: sessionSelector,
  describe: (selector) => `${describeSelector(selector)}，没有一次把全单位的人都叫走`,
  hint: hintOf,
  tally(selector, subject, facts, studyDay): Tally {
    if (subject.kind !== 'unit') return { have: 0, need: null, notes: [] };
    const notes: Note[] = [];
    let have = 0;
    let all = 0;
    for (const session of sessionsOf(subject.unit, facts)) {
      if (!isKind(selector, session) || shortfall(selector, session, studyDay)) continue;
      all++;
      if (facts.leavesSomebody(session.id, subject.unit)) have++;
      else
        notes.push({
          key: 'note.everyone',
          view: { session: session.id, title: session.title, day: session.day },
        });
    }
    return { have, need: null, all, notes };
  },
});

/** Those that call the unit, and those its branches hold by themselves: the only branch of a unit is all of it. */
function sessionsOf(unit: UnitId, facts: Facts): readonly SessionFact[] {
  const all = [...facts.sessionsFor(unit), ...facts.sessionsHeldIn(unit)];
  return [...new Map(all.map((session) => [session.id, session])).values()];
}
