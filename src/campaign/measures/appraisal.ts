import { z } from 'zod';
import { MINUTE } from '../../time/clock.ts';
import type { AppraisalFact } from '../facts/appraisal.ts';
import type { Facts } from '../facts.ts';
import { defineMeasure, type Note, type Rules, type Subject, unitOf } from './measure.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

const params = z.strictObject({
  /** Whether each of the campaign's groups of voters has to have taken part. */
  groups: z.enum(['any', 'all']).default('any'),
  /** The meeting after which the ballots are collected. */
  after: sessionSelector.optional(),
});

type Params = z.infer<typeof params>;

/** Of whom it is asked, and by what it is judged. */
interface Asked {
  readonly facts: Facts;
  readonly subject: Subject;
  readonly rules: Rules;
}

/** Secret ballots on the unit's leadership that were closed with enough ballots. */
export const appraisal = defineMeasure({
  name: 'appraisal',
  each: ['unit', 'branch'],
  counter: '次',
  params,
  describe: ({ groups, after }) =>
    `无记名民主评议${groups === 'all' ? '，各类评议人员都有人参加' : ''}${after ? `，在${describeSelector(after)}之后收票` : ''}`,
  hint: ({ after }) => (after ? hintOf(after) : {}),
  tally(wanted, subject, facts, rules) {
    const unit = unitOf(subject);
    const closed = facts.appraisalsOf(unit).map((each) => flawOf(wanted, each, { facts, subject, rules }));
    const have = closed.filter((flaw) => flaw === undefined).length;
    const now = facts.appraisalNow(unit);
    const going: Note[] = now ? [{ key: 'note.appraisal-open', view: { ...now } }] : [];
    // One of several branches cannot see to it: it is told how its unit stands, and not asked.
    const part = facts.isAppraisedPart(unit) ? { need: have > 0 ? null : 0 } : { need: null };
    const flaws = closed.filter((flaw) => flaw !== undefined);
    return { have, ...part, notes: [...going, ...(have > 0 ? [] : flaws)], turn: 'own' };
  },
});

/** Why a closed ballot does not count; undefined when it does. */
function flawOf(
  { groups, after }: Params,
  { closedAt, turnout }: AppraisalFact,
  asked: Asked,
): Note | undefined {
  if (after && !isAfter(after, closedAt, asked))
    return { key: 'note.appraisal-early', view: { session: describeSelector(after) } };
  const absent = asked.facts.voterGroups.filter(
    (name) => !turnout.some(({ group, voted }) => group === name && voted > 0),
  );
  if (groups === 'all' && absent.length > 0)
    return { key: 'note.appraisal-groups', view: { absent: absent.join('、') } };
  return undefined;
}

/** Ballots are collected when the meeting ends, or later. */
const isAfter = (
  after: NonNullable<Params['after']>,
  closedAt: number,
  { facts, subject, rules }: Asked,
): boolean =>
  facts
    .sessionsHeldIn(unitOf(subject))
    .concat(facts.sessionsFor(unitOf(subject)))
    .some(
      (session) =>
        isKind(after, session) &&
        session.minutes !== null &&
        !shortfall(after, session, rules) &&
        session.start + session.minutes * MINUTE <= closedAt,
    );
