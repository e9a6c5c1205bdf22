import { z } from 'zod';
import type { UnitId } from '../../roster/roster.ts';
import type { Facts, SessionFact } from '../facts.ts';
import { defineMeasure, type Note, unitOf } from './measure.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

const params = z.strictObject({
  /** Which sessions have to wait. */
  sessions: sessionSelector,
  /** For the approval of which documents. */
  document: z.array(z.string().min(1)).min(1),
});

/** Sessions of a kind that were held only after documents had been agreed to. One held too early is flagged and does not count. */
export const order = defineMeasure({
  name: 'order',
  each: ['unit', 'branch'],
  counter: '次',
  params,
  describe: ({ sessions, document }) =>
    `${describeSelector(sessions)}，开在${document.join('、')}经审阅同意之后`,
  sessions: ({ sessions }) => sessions,
  hint: ({ sessions, document }) => ({ ...hintOf(sessions), document: document.join('、') }),
  tally({ sessions, document }, subject, facts, rules) {
    const unit = unitOf(subject);
    const held = facts
      .sessionsHeldIn(unit)
      .filter((session) => isKind(sessions, session) && isOwn(facts, session, unit, document));
    const early = held.flatMap((session) => tooEarly(session, document, facts));
    const notes = early.map(({ note }) => note);
    const inOrder = held.filter((session) => !early.some((each) => each.session === session));
    const have = inOrder.filter((session) => !shortfall(sessions, session, rules)).length;
    // Where no such session was held there is no order to keep; where all are in order, they only have to be settled.
    return { have, need: early.length > 0 || have > 0 ? null : 0, notes };
  },
});

interface Early {
  readonly session: SessionFact;
  readonly note: Note;
}

function tooEarly(session: SessionFact, types: readonly string[], facts: Facts): Early[] {
  const unready = types.filter((type) => !wasApproved(facts, session.unit, type, session.start));
  if (unready.length === 0) return [];
  const { id, title, day } = session;
  return [
    { session, note: { key: 'note.order', view: { session: id, title, day, types: unready.join('、') } } },
  ];
}

function wasApproved(facts: Facts, unit: UnitId, type: string, before: number): boolean {
  const since = facts.approvedSince(unit, type);
  return since !== undefined && since <= before;
}

/** Whether the session waits for the same unit's documents: a county's meeting does not wait for those of its units. */
const isOwn = (facts: Facts, { unit }: SessionFact, asking: UnitId, types: readonly string[]): boolean =>
  types.every((type) => facts.senderOf(unit, type) === facts.senderOf(asking, type));
