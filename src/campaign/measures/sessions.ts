import { z } from 'zod';
import { defineMeasure, furthestBehind, type Note, type Tally } from './measure.ts';
import { ownSessions } from './own-sessions.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

const params = sessionSelector.extend({
  /**
   * Only those the unit held as a whole, or a branch of it: who was at the meeting of the level above has not held one yet, and a
   * meeting of the unit's leaders is the unit's though not every branch was there.
   */
  held: z.literal('own').optional(),
});

/** How many settled sessions of a kind, each at least so long and with somebody of the unit present. */
export const sessions = defineMeasure({
  name: 'sessions',
  each: ['unit', 'branch'],
  counter: '次',
  params,
  describe: (selector) => `${describeSelector(selector)}${selector.held ? '，本单位自己召开' : ''}`,
  hint: (selector) => hintOf(selector),
  tally: (selector, subject, facts, studyDay) =>
    furthestBehind(subject, facts, (unit): Tally => {
      const notes: Note[] = [];
      let have = 0;
      for (const session of selector.held ? ownSessions(facts, unit) : facts.sessionsFor(unit)) {
        if (!isKind(selector, session)) continue;
        const note = shortfall(selector, session, studyDay);
        if (note) notes.push(note);
        else have++;
      }
      return { have, need: null, notes };
    }),
});
