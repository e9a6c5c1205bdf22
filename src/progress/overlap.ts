import type { Attended, RecordId, SessionOpened } from '../records/records.ts';
import type { PersonId } from '../roster/roster.ts';
import { HOUR, MINUTE } from '../time/clock.ts';
import type { State } from './state.ts';

/** A session of unknown length is taken to last this long. */
const USUAL = 2 * HOUR;
/** One session may begin while another is still breaking up. */
const TOLERANCE = 10 * MINUTE;

/** Whether somebody at one of the two cannot have been at the other. */
export function overlap(state: State, a: SessionOpened, b: SessionOpened): boolean {
  return Math.min(endOf(state, a), endOf(state, b)) - Math.max(a.start, b.start) > TOLERANCE;
}

function endOf(state: State, session: SessionOpened): number {
  const minutes = state.closing(session.id)?.minutes ?? session.minutes;
  return session.start + (minutes === null ? USUAL : minutes * MINUTE);
}

/**
 * One person is in one place: where sessions of the same hour have the same person's name, the one signed in to first counts.
 * The person's sessions that do not count, each with the one that does.
 */
export function elsewhere(state: State, person: PersonId): ReadonlyMap<RecordId, SessionOpened> {
  const counted: SessionOpened[] = [];
  const doubled = new Map<RecordId, SessionOpened>();
  const attended = state.attendedBy(person);
  if (attended.length < 2) return doubled;
  for (const { session: id } of attended) {
    const session = state.session(id);
    if (!session || counted.includes(session)) continue;
    const other = counted.find((each) => overlap(state, each, session));
    if (other) doubled.set(id, other);
    else counted.push(session);
  }
  return doubled;
}

export const isElsewhere = (state: State, { person, session }: Attended): boolean =>
  state.attendedBy(person).length > 1 && elsewhere(state, person).has(session);

/** A sign-in, and the session it is to. */
export interface SignIn {
  readonly record: Attended;
  readonly session: SessionOpened;
}

/** Another session of the same hour at which the person is on record. */
export const signedInElsewhere = (
  state: State,
  person: PersonId,
  session: SessionOpened,
): SignIn | undefined =>
  state
    .attendedBy(person)
    .flatMap((record): SignIn[] => {
      const other = state.session(record.session);
      return other && other.id !== session.id ? [{ record, session: other }] : [];
    })
    .find((other) => overlap(state, other.session, session));
