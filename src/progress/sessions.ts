import type { RecordId, SessionOpened } from '../records/records.ts';
import type { Person, PersonId, Roster, UnitId } from '../roster/roster.ts';
import { HOUR, type Instant } from '../time/clock.ts';
import type { Day, Zone } from '../time/zone.ts';
import type { State } from './state.ts';

/** People may check in this long before a session begins. */
const DOORS_OPEN = HOUR;

const newestFirst = (a: SessionOpened, b: SessionOpened): number =>
  b.start - a.start || (a.id < b.id ? 1 : -1);

/** Sessions the unit takes part in: its own, those of units above it, and those either joins. Newest first. */
export function sessionsAround(state: State, roster: Roster, unit: UnitId): SessionOpened[] {
  const found = new Map<RecordId, SessionOpened>();
  for (const { id } of roster.lineage(unit))
    for (const session of [...state.sessionsOf(id), ...state.sessionsJoinedBy(id)])
      found.set(session.id, session);
  return [...found.values()].sort(newestFirst);
}

/** Sessions the unit holds itself or joins, by itself or as a branch of a unit that does; oldest first. */
export function sessionsShared(state: State, roster: Roster, unit: UnitId): SessionOpened[] {
  const units = [...roster.lineage(unit)].filter(({ kind, id }) => kind !== 'office' || id === unit);
  const all = [...state.sessionsOf(unit), ...units.flatMap(({ id }) => state.sessionsJoinedBy(id))];
  return [...new Set(all)].sort(newestFirst).reverse();
}

export function isSettled(state: State, session: SessionOpened): boolean {
  return state.closing(session.id) !== undefined;
}

/** What the unit itself has announced and not begun yet. */
export const comingSessions = (state: State, unit: UnitId, now: Instant): readonly SessionOpened[] =>
  state.sessionsOf(unit).filter((session) => session.start > now && !isSettled(state, session));

/** What the unit itself has begun and not settled, in the order it was put on record. */
export const openSessions = (state: State, unit: UnitId, now: Instant): readonly SessionOpened[] =>
  state.sessionsOf(unit).filter((session) => session.start <= now && !isSettled(state, session));

/** Whether people can check in now: not settled, the doors open, and still the same day. */
export function isRunning(state: State, session: SessionOpened, now: Instant, zone: Zone): boolean {
  return (
    !isSettled(state, session) &&
    now >= session.start - DOORS_OPEN &&
    zone.dayOf(now) <= zone.dayOf(session.start)
  );
}

/** Everyone a session calls: the holder's people and those of the units that join. */
export function called(roster: Roster, session: SessionOpened): Person[] {
  const people = new Map<PersonId, Person>();
  for (const unit of [session.unit, ...session.joined])
    for (const person of roster.peopleOf(unit)) people.set(person.id, person);
  return [...people.values()];
}

/** Whether somebody at home there is called, or comes as a guest. */
export function isCalled(roster: Roster, session: SessionOpened, home: UnitId): boolean {
  return [session.unit, ...session.joined].some((unit) => roster.within(home, unit));
}

/** How many of those called are there; guests are not counted. */
export function presentCount(state: State, roster: Roster, session: SessionOpened): number {
  let count = 0;
  for (const [home, there] of state.presence(session.id))
    if (isCalled(roster, session, home)) count += there.size;
  return count;
}

/** How many a session calls, without naming them. */
export function calledCount(roster: Roster, session: SessionOpened): number {
  const units = [session.unit, ...session.joined];
  const outermost = units.filter(
    (unit) => !units.some((other) => other !== unit && roster.within(unit, other)),
  );
  return [...new Set(outermost)].reduce((sum, unit) => sum + roster.headcount(unit), 0);
}

/** Whether the person has leave from this session or on its day. */
export function onLeave(state: State, person: PersonId, session: SessionOpened, day: Day): boolean {
  return state
    .leavesOf(person)
    .some((leave) =>
      leave.session === null ? leave.from <= day && day <= leave.to : leave.session === session.id,
    );
}

/** Who is called and neither there nor on leave, nor let off; in roster order. */
export function absentees(
  state: State,
  roster: Roster,
  session: SessionOpened,
  zone: Zone,
  unit?: UnitId,
): Person[] {
  const there = state.attendance(session.id);
  const day = zone.dayOf(session.start);
  return called(roster, session).filter(
    (person) =>
      !there.has(person.id) &&
      !person.flags.includes('excused') &&
      !onLeave(state, person.id, session, day) &&
      (unit === undefined || roster.within(person.home, unit)),
  );
}
