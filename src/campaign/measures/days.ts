import type { SessionFact } from '../facts.ts';
import { defineMeasure, furthestBehind, type Note, type Tally } from './measure.ts';
import { describeHeld, heldSelector, sessionsMeant, turnOf } from './own-sessions.ts';
import { hintOf, isKind, lateNote, shortfall } from './selector.ts';

/** Study days to one decimal, rounded down: 2.99 days are not three. */
const floorTenth = (days: number): number => Math.floor(days * 10 + 1e-9) / 10;

/**
 * Days of study: the lengths of all sessions added up, a study day being as long as the campaign says, and no calendar day
 * counting for more than one.
 */
export const days = defineMeasure({
  name: 'days',
  each: ['unit', 'branch'],
  counter: '天',
  params: heldSelector,
  describe: (selector) => `${describeHeld(selector)}，按学习日累计`,
  sessions: (selector) => selector,
  hint: (selector) => hintOf(selector),
  tally(selector, subject, facts, rules) {
    const worst = furthestBehind(subject, facts, rules, (unit): Tally => {
      const notes: Note[] = [];
      const minutes = new Map<string, number>();
      const add = (session: SessionFact): void => {
        const length = session.minutes ?? 0;
        minutes.set(session.day, Math.min(rules.studyDay.day, (minutes.get(session.day) ?? 0) + length));
      };
      for (const session of sessionsMeant(selector, facts, unit, rules)) {
        if (!isKind(selector, session)) continue;
        const note = shortfall(selector, session, rules);
        if (note) notes.push(note);
        else {
          notes.push(...lateNote(session, rules));
          add(session);
        }
      }
      const total = minutes.values().reduce((sum, length) => sum + length, 0);
      return { have: floorTenth(total / rules.studyDay.day), need: null, notes };
    });
    return { ...worst, ...turnOf(selector, subject, facts) };
  },
});
