import { defineMeasure, type Note, type Tally } from './measure.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

/** Sessions of a kind the person was at; `min: all` means every one that was held for the home branch. */
export const attended = defineMeasure({
  name: 'attended',
  each: ['person'],
  counter: '次',
  countsAll: true,
  params: sessionSelector,
  describe: (selector) => `本人参加${describeSelector(selector)}`,
  hint: hintOf,
  tally(selector, subject, facts, studyDay): Tally {
    if (subject.kind !== 'person') return { have: 0, need: null, notes: [] };
    const notes: Note[] = [];
    let have = 0;
    for (const session of facts.attendedBy(subject.person)) {
      if (!isKind(selector, session)) continue;
      const note = shortfall(selector, session, studyDay);
      if (note) notes.push(note);
      else have++;
    }
    const held = facts
      .sessionsCalling(subject.person, subject.home)
      .filter((session) => isKind(selector, session) && !shortfall(selector, session, studyDay));
    return { have, need: null, all: Math.max(have, held.length), notes };
  },
});
