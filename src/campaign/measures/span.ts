import { monthsOf } from '../../time/months.ts';
import { defineMeasure, furthestBehind, type Tally } from './measure.ts';
import { sessionsMeant } from './own-sessions.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

/** Calendar months from the unit's first to its latest settled session of a kind: each unit has a start of its own. */
export const span = defineMeasure({
  name: 'span',
  each: ['unit', 'branch'],
  counter: '个月',
  params: sessionSelector,
  describe: (selector) => `${describeSelector(selector)}，从第一次到最近一次`,
  sessions: (selector) => selector,
  hint: hintOf,
  tally: (selector, subject, facts, rules) =>
    furthestBehind(subject, facts, rules, (unit): Tally => {
      const days = sessionsMeant({}, facts, unit, rules)
        .filter((session) => isKind(selector, session) && !shortfall(selector, session, rules))
        .map((session) => session.day);
      const [first] = days;
      const last = days.at(-1);
      const months = first && last ? monthsOf(first, last) : 0;
      return { have: Math.floor(months * 10) / 10, need: null, notes: [] };
    }),
});
