import { z } from 'zod';
import type { PersonId } from '../../roster/roster.ts';
import type { Facts, MakeupFact, SessionFact } from '../facts.ts';
import { defineMeasure, type Note, type Rules, type Tally } from './measure.ts';
import { describeSelector, hintOf, isKind, sessionSelector, shortfall } from './selector.ts';

/** Which sessions somebody has to have been at, and whether studying their matter afterwards will do. */
export const attendedSelector = sessionSelector.extend({ makeup: z.boolean().default(true) });

type AttendedSelector = z.infer<typeof attendedSelector>;

/** Sessions of a kind the person was at, or made up for; `min: all` means every one that was held for the home branch. */
export const attended = defineMeasure({
  name: 'attended',
  each: ['person'],
  counter: '次',
  countsAll: true,
  params: attendedSelector,
  describe: (selector) => `本人参加${describeSelector(selector)}${selector.makeup ? '，缺席的可以补学' : ''}`,
  sessions: (selector) => selector,
  hint: (selector) => hintOf(selector),
  tally(selector, subject, facts, rules): Tally {
    if (subject.kind !== 'person') return { have: 0, need: null, notes: [] };
    const { person, home } = subject;
    const { counted, notes } = sessionsOf(person, selector, facts, rules);
    const missed = facts
      .sessionsCalling(person, home)
      .filter((session) => !counted.has(session.id) && countsFor(selector, session, rules));
    // Who was on leave was not absent; what they make up for counts all the same.
    const absent = missed.filter((session) => !facts.isOnLeave(person, session));
    return {
      have: counted.size,
      need: null,
      all: counted.size + absent.length,
      notes: [...notes, ...missedNotes(person, selector, missed, facts)],
    };
  },
});

const countsFor = (selector: AttendedSelector, session: SessionFact, rules: Rules): boolean =>
  isKind(selector, session) && !shortfall(selector, session, rules);

interface Attended {
  /** Ids of the sessions that count for the person. */
  readonly counted: ReadonlySet<string>;
  /** Why others do not. */
  readonly notes: readonly Note[];
}

/** What somebody was at or has made up for. */
export function sessionsOf(
  person: PersonId,
  selector: AttendedSelector,
  facts: Facts,
  rules: Rules,
): Attended {
  const counted = new Set<string>();
  const notes: Note[] = [];
  for (const session of facts.attendedBy(person)) {
    if (!isKind(selector, session)) continue;
    const note = shortfall(selector, session, rules);
    if (note) notes.push(note);
    else counted.add(session.id);
  }
  if (selector.makeup)
    for (const { session, stage } of facts.makeupsBy(person))
      if (stage === 'passed' && countsFor(selector, session, rules)) counted.add(session.id);
  return { counted, notes };
}

/** How far the make-up for a missed session is, or that there is to be one. The latest alone: one of the kind is usually enough. */
function missedNotes(
  person: PersonId,
  { makeup }: AttendedSelector,
  missed: readonly SessionFact[],
  facts: Facts,
): Note[] {
  const session = missed.at(-1);
  if (!session || !makeup) return [];
  const made = facts.makeupsBy(person).findLast((each) => each.session.id === session.id);
  const key = made ? NOTES[made.stage] : 'note.missed';
  const { id, title, day } = session;
  return [{ key, view: { session: id, title, day, reason: made?.reason ?? '' } }];
}

const NOTES = {
  waiting: 'note.makeup-waiting',
  returned: 'note.makeup-returned',
  passed: 'note.missed',
} as const satisfies Record<MakeupFact['stage'], Note['key']>;
