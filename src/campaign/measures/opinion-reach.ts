import { z } from 'zod';
import type { OpinionFact } from '../facts/opinions.ts';
import { defineMeasure, type Tally, unitOf } from './measure.ts';

const ACROSS = {
  sources: { counter: '种', words: '种征求方式', of: ({ source }: OpinionFact) => source },
  people: { counter: '类', words: '类人', of: ({ people }: OpinionFact) => people },
  questions: { counter: '个', words: '个问题', of: ({ question }: OpinionFact) => question },
  /** Every kind of people asked every question. */
  grid: {
    counter: '格',
    words: '格（各类人 × 各个问题）',
    of: ({ people, question }: OpinionFact) => (people && question ? `${people} ${question}` : null),
  },
} as const;

const params = z.strictObject({
  across: z.enum(Object.keys(ACROSS) as [keyof typeof ACROSS, ...(keyof typeof ACROSS)[]]).default('sources'),
});

/** How widely a unit has listened: in how many ways, to how many kinds of people, with how many of the questions. */
export const opinionReach = defineMeasure({
  name: 'opinion-reach',
  each: ['unit', 'branch'],
  counter: ({ across }) => ACROSS[across].counter,
  params,
  describe: ({ across }) => `征求意见涉及的${ACROSS[across].words}`,
  hint: ({ across }) => ({ across }),
  tally({ across }, subject, facts): Tally {
    const kinds = new Set(facts.opinionsHeardBy(unitOf(subject)).map(ACROSS[across].of));
    kinds.delete(null);
    return { have: kinds.size, need: null, notes: [] };
  },
});
