import { isLeadership, type Turnout, type Whom } from '../campaign/quorum.ts';
import type { SessionOpened } from '../records/records.ts';
import { type Flag, holds, type Person, type PersonId, type Roster, type UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import { DAY } from '../time/clock.ts';
import { isElsewhere } from './overlap.ts';
import type { State } from './state.ts';

/** Everybody is meant, and only those are excused who are let off altogether. */
export const EVERYBODY: Whom = { roles: [], words: [], categories: [], excused: [] };

/** Roles that are held on one unit and say nothing of its branches. */
const OF_UNIT: ReadonlySet<string> = new Set(['leader', 'principal']);

/** Whether the person is among those meant, from the side of the unit. */
export function isMeant(roster: Roster, person: Person, { roles, categories }: Whom, side: UnitId): boolean {
  const isOfCategory = (unit: UnitId): boolean => categories.includes(roster.unit(unit)?.category ?? '');
  if (roles.length === 0) return categories.length === 0 || isOfCategory(person.home);
  const isSide = (unit: UnitId): boolean =>
    unit === side || roster.successors(side).some(({ id }) => id === unit);
  const leads = (unit: UnitId): boolean =>
    categories.length === 0 ? isSide(unit) : isOfCategory(unit) && roster.within(unit, side);
  return roles.some((role) =>
    OF_UNIT.has(role)
      ? person.duties.some((duty) => duty.role === role && leads(duty.unit))
      : holds(person, role),
  );
}

export const isExcused = ({ flags }: Person, excused: readonly Flag[]): boolean =>
  flags.some((flag) => flag === 'excused' || excused.includes(flag));

/** Those who have to come to what calls these people of the unit. */
export function* dueAt(roster: Roster, unit: UnitId, whom: Whom, side: UnitId = unit): Generator<Person> {
  for (const home of homesOf(roster, unit, whom))
    for (const person of roster.residents(home))
      if (isMeant(roster, person, whom, side) && !isExcused(person, whom.excused)) yield person;
}

/** How many of one side were at a session, of those it calls there. Whoever is excused and comes all the same is one of both. */
export function turnoutOf(
  state: State,
  roster: Roster,
  session: SessionOpened,
  from: UnitId,
  whom: Whom,
): Turnout {
  const side = isLeadership(whom) ? wholeOf(roster, from) : from;
  // A leadership has met when most of all its members were there, whichever branch called the meeting.
  const sides = isLeadership(whom)
    ? apartAndTogether(unitsThen(roster, side, session.start))
    : callsOn(roster, session, side);
  // Where units have become one, what any of them had finished is finished.
  return sides
    .map((units) => turnoutIn({ state, roster, session, side, whom }, units))
    .reduce(greater, NOBODY);
}

const NOBODY: Turnout = { present: 0, expected: 0, late: 0, elsewhere: 0 };

function greater(a: Turnout, b: Turnout): Turnout {
  const part = ({ present, expected }: Turnout): number => (expected === 0 ? -1 : present / expected);
  return part(b) > part(a) ? b : a;
}

const apartAndTogether = (units: readonly UnitId[]): readonly (readonly UnitId[])[] =>
  units.length < 2 ? [units] : [units, ...units.map((unit) => [unit])];

interface Meeting {
  readonly state: State;
  readonly roster: Roster;
  readonly session: SessionOpened;
  readonly side: UnitId;
  readonly whom: Whom;
}

function turnoutIn({ state, roster, session, side, whom }: Meeting, units: readonly UnitId[]): Turnout {
  // Whom it called is a matter of that day: who has come since was not called, and who has left was.
  const homes = new Set(units.flatMap((unit) => homesThen(roster, unit, whom, session.start)));
  const expected = new Set<PersonId>();
  for (const home of homes)
    for (const person of roster.residentsAt(home, session.start))
      if (isMeant(roster, person, whom, side) && !isExcused(person, whom.excused)) expected.add(person.id);
  const presence = state.presence(session.id);
  const there = [...homes].flatMap((home) =>
    [...(presence.get(home)?.values() ?? [])].filter((record) => isMeantHere(record.person)),
  );
  const counted = there.filter((record) => !isElsewhere(state, record));
  for (const { person } of counted) expected.add(person);
  return {
    present: counted.length,
    expected: expected.size,
    late: counted.filter(({ late, at }) => late !== null && at - session.start > DAY).length,
    elsewhere: there.length - counted.length,
  };

  function isMeantHere(id: PersonId): boolean {
    const person = roster.person(id) ?? roster.former(id);
    return person ? isMeant(roster, person, whom, side) : whom.roles.length === 0;
  }
}

/** The unit that a branch belongs to: a leadership is not a branch's. */
const wholeOf = (roster: Roster, side: UnitId): UnitId =>
  roster.lineage(side).find(({ kind }) => kind !== 'branch')?.id ?? side;

/** The side and those whose place it has taken, as many as were there at that time. */
const unitsThen = (roster: Roster, side: UnitId, at: Instant): readonly UnitId[] =>
  roster
    .lineOfSuccession(side)
    .filter(({ until }) => until === null || at < until)
    .map(({ unit }) => unit);

/**
 * The side where it is called as a whole, or those it was then, together and each by itself; else those units of it that are called, together.
 */
function callsOn(
  roster: Roster,
  { unit, joined, start }: SessionOpened,
  side: UnitId,
): readonly (readonly UnitId[])[] {
  // Who called it may have become part of another unit before it began.
  const all = [unit, ...joined].flatMap((each) => roster.becameBy(each, start));
  const whole = unitsThen(roster, side, start).filter((each) =>
    all.some((caller) => roster.stoodWithin(each, caller, start)),
  );
  if (whole.length > 0) return apartAndTogether(whole);
  return [all.filter((each) => roster.belonged(each, side, start))];
}

/** The same as {@link homesOf}, on the day. */
function homesThen(roster: Roster, unit: UnitId, whom: Whom, at: Instant): readonly UnitId[] {
  if (unit === roster.root.id) return homesOf(roster, unit, whom);
  return roster.belowEver(unit).filter((home) => roster.stoodWithin(home, unit, at));
}

/**
 * Where the people of a unit are at home: it and all below it. The office answers for its own people, not for the county below it,
 * unless it has none.
 */
function homesOf(roster: Roster, unit: UnitId, { categories }: Whom): readonly UnitId[] {
  if (unit === roster.root.id && categories.length === 0) {
    const branches = roster.children(unit).filter(({ kind }) => kind === 'branch');
    const own = [unit, ...branches.map(({ id }) => id)];
    if (own.some((home) => roster.residents(home).length > 0)) return own;
  }
  return [...roster.subtree(unit)].map(({ id }) => id);
}
