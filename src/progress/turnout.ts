import { isLeadership, type Turnout, type Whom } from '../campaign/quorum.ts';
import type { SessionOpened } from '../records/records.ts';
import { type Flag, holds, type Person, type PersonId, type Roster, type UnitId } from '../roster/roster.ts';
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
  const leads = (unit: UnitId): boolean =>
    categories.length === 0 ? unit === side : isOfCategory(unit) && roster.within(unit, side);
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
  const units = isLeadership(whom) ? [side] : callsOn(roster, session, side);
  const expected = new Set<PersonId>();
  for (const unit of units) for (const { id } of dueAt(roster, unit, whom, side)) expected.add(id);
  const presence = state.presence(session.id);
  const homes = new Set(units.flatMap((unit) => [...homesOf(roster, unit, whom)]));
  const there = [...presence].flatMap(([home, people]) =>
    homes.has(home) ? [...people.values()].filter((record) => isMeantHere(record.person)) : [],
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

/** The side, where it is called as a whole; else those units of it that are. */
function callsOn(roster: Roster, { unit, joined }: SessionOpened, side: UnitId): readonly UnitId[] {
  const all = [unit, ...joined];
  if (all.some((each) => roster.within(side, each))) return [side];
  return all.filter((each) => roster.within(each, side));
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
