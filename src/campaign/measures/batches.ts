import { readQuorum } from '../quorum.ts';
import { defineMeasure, type Note, type Tally } from './measure.ts';
import { sessionsAround } from './own-sessions.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

/** Settled sessions that left somebody at the counter: study must not keep the public from being served. */
export const batches = defineMeasure({
  name: 'batches',
  each: ['unit', 'branch'],
  counter: '次',
  countsAll: true,
  params: sessionSelector,
  describe: (selector) => `${describeSelector(selector)}，没有一次把全单位的人都叫走`,
  sessions: (selector) => selector,
  // Whoever goes in turns never has the half of a unit in the hall.
  quorum: readQuorum('1人'),
  hint: hintOf,
  tally(selector, subject, facts, rules): Tally {
    if (subject.kind !== 'unit') return { have: 0, need: null, notes: [] };
    const notes: Note[] = [];
    let have = 0;
    let all = 0;
    for (const session of sessionsAround(facts, subject.unit)) {
      if (!isKind(selector, session) || shortfall(selector, session, rules)) continue;
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
