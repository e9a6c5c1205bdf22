import { daysBetween } from '../../time/zone.ts';
import { defineMeasure, furthestBehind, type Tally } from './measure.ts';
import { sessionsMeant } from './own-sessions.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

/** Average length of a month in days: what a notice means by "three months" is not to the day. */
const MONTH = 30.44;

/** Months between the unit's first and its latest settled session of a kind: each unit has a start of its own. */
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
      const months = first && last ? daysBetween(first, last) / MONTH : 0;
      return { have: Math.floor(months * 10) / 10, need: null, notes: [] };
    }),
});
