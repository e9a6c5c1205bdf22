import { z } from 'zod';
import { defineMeasure, type Tally, unitOf } from './measure.ts';

/** Look-points on which supervisors have noted something about the unit. It is theirs to do, so the unit is never reminded. */
export const lookpoints = defineMeasure({
  name: 'lookpoints',
  each: ['unit'],
  counter: '项',
  countsAll: true,
  params: z.strictObject({}),
  describe: () => '督导组对本单位的各个看点都有记录',
  hint: () => ({}),
  tally(_params, subject, facts): Tally {
    const looks = facts.looksAt(unitOf(subject));
    return {
      have: looks.filter(({ noted }) => noted).length,
      need: null,
      all: looks.length,
      turn: 'others',
      notes: [],
    };
  },
});
