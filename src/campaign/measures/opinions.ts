import { z } from 'zod';
import type { OpinionFact } from '../facts/opinions.ts';
import { defineMeasure, type Note, type Tally, unitOf } from './measure.ts';

/** Fewer opinions than this show nothing about what people mostly speak of. */
const TELLING = 4;

const UNTIL = {
  claimed: { words: '都已认领', isDone: ({ claimed }: OpinionFact) => claimed },
  reported: { words: '都已报送督导组', isDone: ({ reported }: OpinionFact) => reported },
  listed: { words: '都已对照问题清单', isDone: ({ listed }: OpinionFact) => listed },
  rectified: { words: '都已整改', isDone: ({ rectified }: OpinionFact) => rectified },
  answered: { words: '都已反馈', isDone: ({ answered }: OpinionFact) => answered },
  closed: { words: '都已销号', isDone: ({ closed }: OpinionFact) => closed },
} as const;

const params = z.strictObject({
  /** How far each opinion has to come. */
  until: z.enum(Object.keys(UNTIL) as [keyof typeof UNTIL, ...(keyof typeof UNTIL)[]]).default('claimed'),
});

/** Whether every opinion about the unit has come so far. Nothing to do while there is none. */
export const opinions = defineMeasure({
  name: 'opinions',
  each: ['unit', 'branch'],
  counter: '条',
  countsAll: true,
  params,
  describe: ({ until }) => `有关本单位的意见${UNTIL[until].words}`,
  hint: ({ until }) => ({ until, [until]: '1' }),
  tally({ until }, subject, facts): Tally {
    const unit = unitOf(subject);
    const wanted = until === 'reported' ? facts.opinionsHeardBy(unit) : facts.opinionsAbout(unit);
    const have = wanted.filter(UNTIL[until].isDone).length;
    return { have, need: wanted.length, notes: notesOn(wanted) };
  },
});

/** What an office should look at, though it changes no count. */
function notesOn(opinions: readonly OpinionFact[]): Note[] {
  const late = opinions.filter(({ inTime }) => !inTime).length;
  const conduct = opinions.filter(({ aboutConduct }) => aboutConduct).length;
  const work = opinions.length - conduct;
  const crowded = opinions.length >= TELLING && work > conduct;
  return [
    ...(late > 0 ? [{ key: 'note.opinions-late' as const, view: { late } }] : []),
    ...(crowded ? [{ key: 'note.opinions-work' as const, view: { work, conduct } }] : []),
  ];
}
