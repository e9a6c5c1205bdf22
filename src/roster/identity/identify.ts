import type { Instant } from '../../time/clock.ts';
import type { History, Succession, Transfer } from '../history.ts';
import {
  nameless,
  type Person,
  type PersonId,
  type Roster,
  type RosterData,
  type UnitData,
  type UnitId,
} from '../roster.ts';
import { type Guess, guessesOf } from './evidence.ts';
import { changedAccounts, matchPeople, type PeopleMatch } from './match-people.ts';
import { matchUnits, type UnitMatch } from './match-units.ts';
import type { Saying, Told } from './told.ts';

/** What the clerk has to say before a sheet can be taken. */
export interface Asked {
  /** What was told and does not fit. */
  readonly slips: readonly string[];
  readonly guesses: readonly Guess[];
  /** Titles of units that vanished and of those that appeared, with nothing to tell which is which. */
  readonly unexplained: { readonly vanished: readonly string[]; readonly appeared: readonly string[] };
}

export type Identified = { readonly data: RosterData } | { readonly asked: Asked };

/**
 * Finds out who the units and people of a sheet are: those known so far keep their ids and what was done under them. Where the sheet
 * leaves open whether a unit is a new one, nothing is taken for granted: it is asked.
 */
export function identify(
  before: Roster | null,
  listed: RosterData,
  { sayings, asNew }: Told,
  at: Instant,
): Identified {
  if (!before) return { data: listed };
  const match = matchAll(before, listed, sayings);
  const { slips } = match;
  if (slips.length > 0) return { asked: { slips, guesses: [], unexplained: NOTHING } };
  if (!asNew) {
    const asked = askedOf(before, listed, sayings);
    if (asked) return { asked };
  }
  return { data: new Naming(before, match, at).name(listed) };
}

interface Match {
  readonly units: UnitMatch;
  readonly people: PeopleMatch;
  readonly slips: readonly string[];
}

const NOTHING = { vanished: [], appeared: [] };

function matchAll(before: Roster, listed: RosterData, sayings: readonly Saying[]): Match {
  const units = matchUnits(before, listed.units, sayings);
  const people = matchPeople(before.people, before.formerPeople, listed.people, sayings);
  return { units, people, slips: [...units.slips, ...people.slips] };
}

/** Everything there is to ask: once a unit is explained, its branches often are. Undefined when all is clear. */
function askedOf(before: Roster, listed: RosterData, told: readonly Saying[]): Asked | undefined {
  const guesses: Guess[] = [];
  for (;;) {
    const { units, people } = matchAll(before, listed, [...told, ...guesses.map(({ saying }) => saying)]);
    const relocations = listed.people.flatMap(({ id, home }) => {
      const old = people.oldOf.get(id);
      return old && before.person(old.id) ? [{ was: old.home, is: home }] : [];
    });
    const found = guessesOf(units, before.units, listed.units, relocations);
    guesses.push(...found);
    if (found.length > 0 && guesses.length <= before.units.length) continue;
    const accounts = changedAccounts(people, units).map((saying) => ({
      saying,
      evidence: accountEvidence(saying, before),
    }));
    guesses.push(...accounts);
    const both = units.vanished.length > 0 && units.appeared.length > 0;
    if (guesses.length === 0 && !both) return undefined;
    const unexplained = both
      ? { vanished: units.vanished.map(({ title }) => title), appeared: units.appeared.map(({ id }) => id) }
      : NOTHING;
    return { slips: [], guesses, unexplained };
  }
}

function accountEvidence({ from }: Saying, before: Roster): string {
  const [was = ''] = from;
  const person = before.byAccount(was) ?? before.person(nameless(was));
  return person
    ? `两个账号的姓名都是“${person.name}”，都在“${before.titleOf(person.home)}”，职务相同，旧账号不在文件里了`
    : '';
}

/** Gives units and people their ids: those they had, or new ones that nobody ever had. */
class Naming {
  readonly #before: Roster;
  readonly #match: Match;
  readonly #at: Instant;
  readonly #units = new Map<UnitId, UnitId>();
  readonly #usedUnits: Set<string>;
  readonly #usedPeople: Set<string>;

  constructor(before: Roster, match: Match, at: Instant) {
    this.#before = before;
    this.#match = match;
    this.#at = at;
    const { gone, succeeded } = before.history;
    this.#usedUnits = new Set([...before.units, ...gone].map(({ id }) => id));
    for (const { unit, of } of succeeded) this.#usedUnits.add(unit).add(of);
    this.#usedPeople = new Set([...before.people, ...before.formerPeople].map(({ id }) => id));
  }

  name({ units, people, former }: RosterData): RosterData {
    for (const unit of units)
      this.#units.set(
        unit.id,
        this.#match.units.oldOf.get(unit.id) ?? (fresh(unit.id, this.#usedUnits) as UnitId),
      );
    const named = units.map((unit) => this.#unit(unit));
    const settled = people.map((person) => this.#person(person));
    return {
      units: named,
      people: settled,
      former,
      history: this.#history(named, settled),
    };
  }

  #idOf = (listed: UnitId): UnitId => this.#units.get(listed) ?? listed;

  #known(id: UnitId): UnitData | undefined {
    const { units, history } = this.#before;
    return units.find((unit) => unit.id === id) ?? history.gone.find((unit) => unit.id === id);
  }

  #unit(listed: UnitData): UnitData {
    const code = listed.code ?? this.#known(this.#idOf(listed.id))?.code;
    const { parent, name, kind, category, webhook } = listed;
    const known = code === undefined ? {} : { code };
    const above = parent && this.#idOf(parent);
    return { id: this.#idOf(listed.id), ...known, name, kind, category, parent: above, webhook };
  }

  #person(listed: Person): Person {
    const old = this.#match.people.oldOf.get(listed.id);
    const code = listed.code ?? old?.code;
    const { account, name, home, duties, flags } = listed;
    return {
      id: old?.id ?? (fresh(listed.id, this.#usedPeople) as PersonId),
      ...(code === undefined ? {} : { code }),
      account,
      name,
      home: this.#idOf(home),
      duties: duties.map(({ role, unit }) => ({ role, unit: this.#idOf(unit) })),
      flags,
    };
  }

  #history(named: readonly UnitData[], settled: readonly Person[]): History {
    const { gone, succeeded, moved, transferred } = this.#before.history;
    const here = new Set(named.map(({ id }) => id));
    const left = this.#before.units.filter(({ id }) => !here.has(id));
    const moves = named.flatMap(({ id, parent }) => {
      const from = this.#known(id)?.parent ?? null;
      return from === null || from === parent ? [] : [{ unit: id, from, at: this.#at }];
    });
    return {
      gone: [...gone.filter(({ id }) => !here.has(id)), ...left],
      succeeded: [...succeeded, ...this.#successions(succeeded)],
      moved: [...moved, ...moves],
      transferred: [...transferred, ...this.#transfers(settled)],
    };
  }

  #transfers(settled: readonly Person[]): readonly Transfer[] {
    const at = this.#at;
    const here = new Set(settled.map(({ id }) => id));
    const left = this.#before.people.filter(({ id }) => !here.has(id));
    const came = settled.flatMap(({ id, home }) => {
      const from = this.#before.person(id)?.home ?? null;
      return from === home ? [] : [{ person: id, from, at }];
    });
    return [...came, ...left.map(({ id, home }) => ({ person: id, from: home, at }))];
  }

  #successions(before: readonly Succession[]): readonly Succession[] {
    const isNew = (unit: UnitId, of: UnitId): boolean =>
      !before.some((each) => each.unit === unit && each.of === of);
    return [...this.#match.units.heirs].flatMap(([listed, predecessors]) => {
      const unit = this.#idOf(listed);
      // A unit that was there and takes in another is made of both.
      const isOld = this.#before.units.some(({ id }) => id === unit);
      return [...new Set([...predecessors, ...(isOld ? [unit] : [])])]
        .filter((of) => isNew(unit, of))
        .map((of) => ({ unit, of, at: this.#at }));
    });
  }
}

/** The name itself where nobody ever had it as an id, else with a number behind it. */
function fresh(name: string, used: Set<string>): string {
  let id = name;
  for (let number = 2; used.has(id); number++) id = `${name}~${number}`;
  used.add(id);
  return id;
}
