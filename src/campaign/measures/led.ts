import { readQuorum } from '../quorum.ts';
import { defineMeasure, type Note, type Tally } from './measure.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

/** Settled sessions of a kind that the person chaired or spoke at: counted for the speaker, not the audience. */
export const led = defineMeasure({
  name: 'led',
  each: ['person'],
  counter: '次',
  params: sessionSelector,
  describe: (selector) => `本人主持或主讲${describeSelector(selector)}`,
  sessions: (selector) => selector,
  // Whoever is invited comes; a forum of its chair alone is none.
  quorum: readQuorum('2人'),
  hint: hintOf,
  tally(selector, subject, facts, rules): Tally {
    if (subject.kind !== 'person') return { have: 0, need: null, notes: [] };
    const notes: Note[] = [];
    let have = 0;
    for (const session of facts.ledBy(subject.person)) {
      if (!isKind(selector, session)) continue;
      const note = shortfall(selector, session, rules);
      if (note) notes.push(note);
      else have++;
    }
    return { have, need: null, notes };
  },
});
