import { z } from 'zod';
import { defineRecord, type Held, joined, object, person, type RecordOf, text } from '../define.ts';
import type { UnitId } from '../ids.ts';

const voter = object({
  person,
  /** One of the campaign's groups of voters. */
  group: text,
});
export type Voter = Held<typeof voter>;

const lock = object({ salt: text, publicKey: text });
/** What everybody may know of a lock: enough to lock something away, not to open it. Hex. */
export type Lock = Held<typeof lock>;

/** How many are appraised and may vote; not who. */
const tells = (ballot: {
  readonly unit: UnitId;
  readonly leaders: readonly unknown[];
  readonly voters: readonly unknown[];
}): string =>
  joined(ballot.unit, `评议班子和${ballot.leaders.length}人`, `${ballot.voters.length} 人可以投票`);

/** A secret ballot on a unit's leadership and on each leader begins. Who may vote is fixed from now on. */
export const appraisalOpened = defineRecord('appraisal.opened', {
  shape: {
    /** Who is appraised by name, in the roster's order. The leadership as a whole always is: it is subject 0, the first of these 1. */
    leaders: z.array(person),
    voters: z.array(voter),
    /** Groups that are counted together: one of too few voters is counted with another. */
    pools: z.array(z.array(text)),
    /** Fewer ballots than these are not counted: on a subject, and apart for a pool. */
    least: z.number(),
    leastGroup: z.number(),
    /** What the ballots are sealed with. Its key is in memory, and known to whoever opened the ballot. */
    lock,
  },
  label: '评议开始',
  tells,
  undo: { by: 'author', words: ['评议'] },
  archive: {
    withholds: 'part',
    why: () => '给选票上锁用的数据不归档',
    keeps: ({ unit, leaders, voters, pools, least, leastGroup }) => ({
      unit,
      leaders,
      voters,
      pools,
      least,
      leastGroup,
    }),
    tells,
  },
});
export type AppraisalOpened = RecordOf<typeof appraisalOpened>;
