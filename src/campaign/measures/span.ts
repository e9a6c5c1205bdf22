import { daysBetween } from '../../time/zone.ts';
import { defineMeasure, furthestBehind, type Tally } from './measure.ts';
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
  hint: hintOf,
  tally: (selector, subject, facts, studyDay) =>
    furthestBehind(subject, facts, (unit): Tally => {
      const days = facts
        .sessionsFor(unit)
        .filter((session) => isKind(selector, session) && !shortfall(selector, session, studyDay))
        .map((session) => session.day);
      const [first] = days;
      const last = days.at(-1);
      const months = first && last ? daysBetween(first, last) / MONTH : 0;
      return { have: Math.floor(months * 10) / 10, need: null, notes: [] };
    }),
});
