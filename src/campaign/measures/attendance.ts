import { attendedSelector, sessionsOf } from './attended.ts';
import { defineMeasure, type Tally, unitOf } from './measure.ts';
import { describeSelector, hintOf } from './selector.ts';

/** Of a unit's people, the share in percent who were at a session of a kind or made up for it (参学率). */
export const attendance = defineMeasure({
  name: 'attendance',
  each: ['unit', 'branch'],
  counter: '%',
  countsAll: true,
  params: attendedSelector,
  describe: (selector) =>
    `参加${describeSelector(selector)}的人所占的百分比${selector.makeup ? '，补学的算在内' : ''}`,
  sessions: (selector) => selector,
  hint: (selector) => hintOf(selector),
  tally(selector, subject, facts, rules): Tally {
    const asked = facts.peopleDue(unitOf(subject), rules.whom);
    if (asked.length === 0) return { have: 0, need: 0, notes: [] };
    const reached = asked.filter((person) => sessionsOf(person, selector, facts, rules).counted.size > 0);
    const left = asked.length - reached.length;
    const view = { asked: asked.length, reached: reached.length, left };
    return {
      // Rounded down: 99.6 percent are not everybody.
      have: Math.floor((100 * reached.length) / asked.length),
      need: null,
      all: 100,
      notes: left > 0 ? [{ key: 'note.attendance', view }] : [],
    };
  },
});
