import { defineMeasure, furthestBehind, type Note, type Tally } from './measure.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

/** How many settled sessions of a kind, each at least so long and with somebody of the unit present. */
export const sessions = defineMeasure({
  name: 'sessions',
  each: ['unit', 'branch'],
  counter: '次',
  params: sessionSelector,
  describe: describeSelector,
  hint: hintOf,
  tally: (selector, subject, facts, studyDay) =>
    furthestBehind(subject, facts, (unit): Tally => {
      const notes: Note[] = [];
      let have = 0;
      for (const session of facts.sessionsFor(unit)) {
        if (!isKind(selector, session)) continue;
        const note = shortfall(selector, session, studyDay);
        if (note) notes.push(note);
        else have++;
      }
      return { have, need: null, notes };
    }),
});
