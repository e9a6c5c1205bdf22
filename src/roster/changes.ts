import type { Duty, Flag, Person, Roster, Unit, UnitId } from './roster.ts';

export type UnitTrait = 'kind' | 'category' | 'parent' | 'webhook';
const TRAITS: readonly UnitTrait[] = ['kind', 'category', 'parent', 'webhook'];

/** What an import changes against the version before. People are matched by id, units by id. */
export interface Changes {
  readonly came: readonly Person[];
  readonly left: readonly Person[];
  readonly moved: readonly { readonly person: Person; readonly from: UnitId; readonly to: UnitId }[];
  readonly renamed: readonly { readonly person: Person; readonly from: string }[];
  /** The same person under another account. */
  readonly accounts: readonly { readonly person: Person; readonly from: string | null }[];
  readonly duties: readonly {
    readonly person: Person;
    readonly gained: readonly Duty[];
    readonly lost: readonly Duty[];
  }[];
  readonly flags: readonly {
    readonly person: Person;
    readonly gained: readonly Flag[];
    readonly lost: readonly Flag[];
  }[];
  readonly units: {
    readonly added: readonly Unit[];
    /** Given up, and carried on by others or by none. */
    readonly gone: readonly Unit[];
    readonly renamed: readonly { readonly unit: Unit; readonly from: string }[];
    readonly succeeded: readonly { readonly unit: Unit; readonly of: readonly string[] }[];
    readonly changed: readonly { readonly unit: Unit; readonly traits: readonly UnitTrait[] }[];
  };
}

type Pair<T> = readonly [before: T, after: T];

/** What differs between two rosters; everybody and everything is new when there was none before. */
export function compareRosters(before: Roster | null, after: Roster): Changes {
  const old = before ?? { units: [], people: [] };
  const people = match(old.people, after.people);
  const units = match(old.units, after.units);
  return {
    came: people.added,
    left: people.gone,
    moved: people.kept
      .filter(([was, is]) => was.home !== is.home)
      .map(([was, person]) => ({ person, from: was.home, to: person.home })),
    renamed: people.kept
      .filter(([was, is]) => was.name !== is.name)
      .map(([was, person]) => ({ person, from: was.name })),
    accounts: people.kept
      .filter(([was, is]) => was.account !== is.account)
      .map(([was, person]) => ({ person, from: was.account })),
    duties: people.kept.map(changedDuties).filter(isAnything),
    flags: people.kept.map(changedFlags).filter(isAnything),
    units: {
      added: units.added,
      gone: units.gone,
      // A branch is called together with its unit: where only that is called otherwise, the unit alone is told.
      renamed: units.kept
        .filter(([was, is]) => was.name !== is.name)
        .map(([was, unit]) => ({ unit, from: was.title })),
      succeeded: successions(before, after),
      changed: units.kept.map(changedTraits).filter(({ traits }) => traits.length > 0),
    },
  };
}

/** Whether nobody and nothing changed. */
export function isUnchanged({
  came,
  left,
  moved,
  renamed,
  accounts,
  duties,
  flags,
  units,
}: Changes): boolean {
  const lists: readonly (readonly unknown[])[] = [came, left, moved, renamed, accounts, duties, flags];
  return [...lists, ...Object.values(units)].every(({ length }) => length === 0);
}

function successions(before: Roster | null, after: Roster) {
  const known = before?.history.succeeded.length ?? 0;
  const fresh = Map.groupBy(after.history.succeeded.slice(known), ({ unit }) => unit);
  return [...fresh].flatMap(([id, found]) =>
    after.successors(id).map((unit) => ({ unit, of: found.map(({ of }) => after.titleOf(of)) })),
  );
}

function match<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]) {
  const old = new Map(before.map((each) => [each.id, each]));
  const ids = new Set(after.map(({ id }) => id));
  const kept: Pair<T>[] = [];
  const added: T[] = [];
  for (const each of after) {
    const was = old.get(each.id);
    if (was) kept.push([was, each]);
    else added.push(each);
  }
  return { added, gone: before.filter(({ id }) => !ids.has(id)), kept };
}

// A member is a member of the home unit, so moving house is told as a move, not as a change of roles.
const dutyKey = ({ role, unit }: Duty): string => (role === 'member' ? role : `${role} ${unit}`);

function changedDuties([was, person]: Pair<Person>) {
  const had = new Set(was.duties.map(dutyKey));
  const has = new Set(person.duties.map(dutyKey));
  return {
    person,
    gained: person.duties.filter((duty) => !had.has(dutyKey(duty))),
    lost: was.duties.filter((duty) => !has.has(dutyKey(duty))),
  };
}

function changedFlags([was, person]: Pair<Person>) {
  return {
    person,
    gained: person.flags.filter((flag) => !was.flags.includes(flag)),
    lost: was.flags.filter((flag) => !person.flags.includes(flag)),
  };
}

function isAnything(change: { readonly gained: readonly unknown[]; readonly lost: readonly unknown[] }) {
  return change.gained.length > 0 || change.lost.length > 0;
}

function changedTraits([was, unit]: Pair<Unit>) {
  return { unit, traits: TRAITS.filter((trait) => was[trait] !== unit[trait]) };
}
