import { defineMeasure, furthestBehind, type Note, type Tally } from './measure.ts';
import { describeHeld, heldSelector, sessionsMeant, turnOf } from './own-sessions.ts';
import { hintOf, isKind, lateNote, shortfall } from './selector.ts';

/** How many settled sessions of a kind, each at least so long and with somebody of the unit present. */
export const sessions = defineMeasure({
  name: 'sessions',
  each: ['unit', 'branch'],
  counter: '次',
  params: heldSelector,
  describe: describeHeld,
  sessions: (selector) => selector,
  hint: (selector) => hintOf(selector),
  tally(selector, subject, facts, rules) {
    const worst = furthestBehind(subject, facts, rules, (unit): Tally => {
      const notes: Note[] = [];
      let have = 0;
      for (const session of sessionsMeant(selector, facts, unit, rules)) {
        if (!isKind(selector, session)) continue;
        const note = shortfall(selector, session, rules);
        if (note) notes.push(note);
        else {
          notes.push(...lateNote(session, rules));
          have++;
        }
      }
      return { have, need: null, notes };
    });
    return { ...worst, ...turnOf(selector, subject, facts) };
  },
});
