import type { Rules } from '../../src/campaign/measures/measure.ts';
import { readQuorum, type Turnout } from '../../src/campaign/quorum.ts';
import { EVERYBODY } from '../../src/progress/turnout.ts';

const quorum = readQuorum('1/2');
if (!quorum) throw new Error('1/2 is a quorum');

/** Six hours to a study day, more than half of everybody: what a campaign file says unless it says otherwise. */
export const RULES: Rules = { studyDay: { day: 360, halfDay: 180 }, quorum, whom: EVERYBODY };

/** So many there, of so many expected. */
export const came =
  (present: number, expected = present): (() => Turnout) =>
  () => ({ present, expected, late: 0, elsewhere: 0 });
