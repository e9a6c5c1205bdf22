import { z } from 'zod';
import { DEEDS } from '../../records/records.ts';
import type { DeedFact } from '../facts/deeds.ts';
import type { Facts } from '../facts.ts';
import { inFew, type TargetList, unanswered } from '../target-list.ts';
import { defineMeasure, type Note, type Subject, type Tally } from './measure.ts';

const params = z.strictObject({
  deed: z.enum(DEEDS),
  /** The list that has to be covered. */
  list: z.string().min(1),
  counter: z.string().min(1).default('处'),
  /** `all`: those who have the list in common cover it together, whoever is below the maximum taking one more. */
  together: z.literal('all').optional(),
  /** What one has done counts for everybody who has the list in common. */
  shared: z.boolean().default(false),
});

type Params = z.infer<typeof params>;

/** How many runs of targets a note names. */
const SHOWN = 6;

/**
 * Different targets of a list that the person has done, or the people of the unit together; `min: all` means the whole list.
 * A target with questions counts once they are answered.
 */
export const coverage = defineMeasure({
  name: 'coverage',
  each: ['person', 'unit', 'branch'],
  counter: ({ counter }) => counter,
  countsAll: true,
  params,
  describe: ({ deed, list, together, shared }) =>
    `${deed}名单“${list}”上的不同对象${together ? '，合起来全部覆盖' : ''}${shared ? '，几个人合算' : ''}`,
  hint: ({ deed }) => ({ deed }),
  tally(asked, subject, facts): Tally {
    const list = facts.targetList(asked.list);
    const targets = targetsOf(list, subject, facts);
    if (targets.length === 0) return { have: 0, need: 0, notes: [] };
    const own = Map.groupBy(ownDeeds(asked, list, subject, facts), ({ target }) => target);
    const reached = targets.filter((target) => own.has(target));
    const questions = reached.map((target) => ({ target, open: openQuestions(list, own.get(target)) }));
    const have = questions.filter(({ open }) => open.length === 0).length;
    const others = asked.together ? sharedTargets(asked, list, subject, facts) : new Set<string>();
    const open = targets.filter((target) => !own.has(target) && !others.has(target));
    return {
      have,
      need: null,
      all: targets.length,
      more: asked.together === 'all' && open.length > 0,
      // The list is the unit's as a whole: no branch of it lacks a part.
      ...(subject.kind === 'unit' ? { turn: 'own' as const } : {}),
      notes: [...openNotes(asked, list, open), ...questionNotes(asked, list, questions)],
    };
  },
});

const targetsOf = (list: TargetList, subject: Subject, facts: Facts): readonly string[] =>
  subject.kind === 'person' ? facts.targetsOf(list, subject.person) : facts.targetsOfUnit(list, subject.unit);

function ownDeeds(
  { deed, shared }: Params,
  list: TargetList,
  subject: Subject,
  facts: Facts,
): readonly DeedFact[] {
  if (subject.kind === 'unit') return facts.deedsToward(list, subject.unit, deed);
  return shared ? facts.deedsShared(subject.person, deed, list) : facts.deedsBy(subject.person, deed);
}

const sharedTargets = (
  { deed }: Params,
  list: TargetList,
  subject: Subject,
  facts: Facts,
): ReadonlySet<string> =>
  new Set(
    subject.kind === 'person'
      ? facts.deedsShared(subject.person, deed, list).map(({ target }) => target)
      : [],
  );

const openQuestions = (list: TargetList, done: readonly DeedFact[] = []): readonly string[] =>
  unanswered(
    list,
    done.map(({ note }) => note),
  );

const openNotes = ({ deed }: Params, { title }: TargetList, open: readonly string[]): Note[] =>
  open.length === 0
    ? []
    : [{ key: 'note.deed-open', view: { deed, title, open: inFew(open, SHOWN), count: open.length } }];

function questionNotes(
  { deed }: Params,
  list: TargetList,
  questions: readonly { readonly target: string; readonly open: readonly string[] }[],
): Note[] {
  return questions
    .filter(({ open }) => open.length > 0)
    .slice(0, 2)
    .map(({ target, open }) => ({
      key: 'note.deed-question',
      view: {
        deed,
        target,
        open: open.join('、'),
        template: open.map((question) => `${question}：……`).join(' '),
        unless: list.unless ?? '',
      },
    }));
}
