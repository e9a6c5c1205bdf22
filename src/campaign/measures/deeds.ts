import { z } from 'zod';
import { DEEDS } from '../../records/records.ts';
import type { DeedFact } from '../facts/deeds.ts';
import { defineMeasure, type Note, type Tally } from './measure.ts';

const params = z.strictObject({
  deed: z.enum(DEEDS),
  /** Only where this was done: 集体学习 at a contact point. */
  act: z.array(z.string().min(1)).min(1).optional(),
  /** What is counted: times, different targets, or how many of the acts named have been done. */
  count: z.enum(['times', 'targets', 'acts']).default('times'),
  counter: z.string().min(1).default('次'),
});

type Params = z.infer<typeof params>;

const COUNTED = { times: '次数', targets: '不同对象', acts: '做过其中几样' } as const;

/** Deeds of a kind that the person has done, or the people of the unit together: lectures given, enterprises linked. */
export const deeds = defineMeasure({
  name: 'deeds',
  each: ['person', 'unit', 'branch'],
  counter: ({ counter }) => counter,
  countsAll: true,
  params,
  describe: ({ deed, act, count }) => `${deed}${act ? `（${act.join('、')}）` : ''}，数${COUNTED[count]}`,
  hint: ({ deed, act }) => ({ deed, ...(act ? { act: act.join('、') } : {}) }),
  tally(asked, subject, facts): Tally {
    const { deed, act, count } = asked;
    const all =
      subject.kind === 'person' ? facts.deedsBy(subject.person, deed) : facts.deedsIn(subject.unit, deed);
    const done = all.filter((each) => !act || (each.act !== null && act.includes(each.act)));
    const have = new Set(done.map((each) => identity(each, count))).size;
    return { have, need: null, all: act?.length ?? 0, notes: actNotes(asked, done) };
  },
});

/** The same thing told twice is one thing. */
function identity({ target, act, day, person }: DeedFact, count: Params['count']): string {
  if (count === 'targets') return target;
  return count === 'acts' ? (act ?? '') : [target, act, day, person].join('\n');
}

/** The acts still open, once one has been done. */
function actNotes({ deed, act = [], count }: Params, done: readonly DeedFact[]): Note[] {
  const open = act.filter((word) => !done.some((each) => each.act === word));
  const some = count === 'acts' && open.length > 0 && open.length < act.length;
  return some ? [{ key: 'note.deed-acts', view: { deed, open: open.join('、') } }] : [];
}
