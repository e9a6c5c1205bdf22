import type { PersonId, UnitId } from '../records/ids.ts';
import type { Instant } from '../time/clock.ts';
import { type History, Lineages, NO_HISTORY, type Stretch, type Transfer } from './history.ts';
import { titlesOf } from './titles.ts';
import type { UnitData } from './unit.ts';

export type { PersonId, UnitId } from '../records/ids.ts';
export type { UnitData, UnitKind } from './unit.ts';

export const ROLES = [
  'member',
  'secretary',
  'deputy',
  'leader',
  'principal',
  'supervisor',
  'office',
] as const;
export type Role = (typeof ROLES)[number];

export const FLAGS = ['retired', 'mobile', 'frail', 'excused', 'probationary', 'applicant'] as const;
/**
 * How a person may take part otherwise (retired, mobile, frail), is let off altogether (excused), or stands to the party: a
 * probationary member is a member, an applicant (入党积极分子) is not yet one.
 */
export type Flag = (typeof FLAGS)[number];

export interface Unit extends UnitData {
  /** Its name as people write it out: `县教育局`, `县教育局/机关第一支部`. */
  readonly title: string;
}

export interface Duty {
  readonly role: Role;
  /** The unit the role is held on. */
  readonly unit: UnitId;
}

export interface Person {
  /** Who they are: given once, kept when their name, account or home changes. */
  readonly id: PersonId;
  /** The clerk's own 编号, where there is one. */
  readonly code?: string;
  /**
   * The WeCom userid, lower-cased: WeCom compares userids without regard to case. Null for who has none: others speak for them, and
   * no message is ever meant for them.
   */
  readonly account: string | null;
  readonly name: string;
  readonly home: UnitId;
  readonly duties: readonly Duty[];
  readonly flags: readonly Flag[];
}

export interface RosterData {
  readonly units: readonly UnitData[];
  readonly people: readonly Person[];
  /** Who was in an earlier roster and has left: no rights, no duties, but their records still have a name. */
  readonly former: readonly Person[];
  /** What became of units; nothing, as long as none was ever moved or given up. */
  readonly history?: History;
}

/** An account as it is compared: trimmed and lower-cased. */
export const accountOf = (userid: string): string => userid.trim().toLowerCase();

/** The id of somebody without an account: no account begins like it, for accounts begin with a letter or a digit. */
export const nameless = (name: string): PersonId => `#${accountOf(name).replaceAll(/\s/g, '')}` as PersonId;

/** The id of somebody of whom the roster knows nothing but the account. */
export const personId = (userid: string): PersonId => accountOf(userid) as PersonId;

/**
 * Units and people, with the questions the other rooms ask of them. Immutable; an import makes a new one. A unit that is gone may be
 * asked about as well: whoever took its place answers for it, and where nobody did, the unit it stood under.
 */
export class Roster {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly formerPeople: readonly Person[];
  readonly history: History;
  readonly root: Unit;
  readonly #unit: ReadonlyMap<UnitId, Unit>;
  readonly #person: ReadonlyMap<PersonId, Person>;
  readonly #accounts: ReadonlyMap<string, Person>;
  readonly #children: ReadonlyMap<UnitId, readonly Unit[]>;
  readonly #residents: ReadonlyMap<UnitId, readonly Person[]>;
  readonly #holders: ReadonlyMap<string, readonly Person[]>;
  readonly #former: ReadonlyMap<PersonId, Person>;
  readonly #headcounts = new Map<UnitId, number>();
  readonly #lineages: Lineages;
  readonly #transfers: ReadonlyMap<PersonId, readonly Transfer[]>;
  #everAt: ReadonlyMap<UnitId, readonly Person[]> | undefined;

  /** Expects data whose parents, homes and duties all exist; the importer sees to that. Throws if there is no single root. */
  constructor(data: RosterData) {
    this.history = data.history ?? NO_HISTORY;
    this.#lineages = new Lineages(data.units, this.history);
    this.#transfers = Map.groupBy(this.history.transferred, ({ person }) => person);
    const titles = titlesOf(data.units);
    this.units = data.units.map((unit) => ({ ...unit, title: titles.get(unit.id) ?? unit.name }));
    this.people = data.people;
    this.formerPeople = data.former;
    this.#unit = new Map(this.units.map((unit) => [unit.id, unit]));
    this.#person = new Map(data.people.map((person) => [person.id, person]));
    this.#accounts = new Map(
      data.people.flatMap((person) => (person.account === null ? [] : [[person.account, person]])),
    );
    this.#children = Map.groupBy(
      this.units.filter((unit) => unit.parent !== null),
      (unit) => unit.parent as UnitId,
    );
    this.#residents = Map.groupBy(data.people, (person) => person.home);
    const duties = data.people.flatMap((person) => person.duties.map((duty) => ({ duty, person })));
    this.#holders = new Map(
      Map.groupBy(duties, ({ duty }) => `${duty.role} ${duty.unit}`)
        .entries()
        .map(([key, found]) => [key, found.map(({ person }) => person)]),
    );
    this.#former = new Map(data.former.map((person) => [person.id, person]));
    const roots = this.units.filter((unit) => unit.parent === null);
    const [root] = roots;
    if (!root || roots.length > 1)
      throw new Error(`a roster has exactly one root unit, found ${roots.length}`);
    this.root = root;
  }

  /** What to call somebody in a list, also when they have left. */
  nameOf(id: PersonId): string {
    return this.person(id)?.name ?? this.#former.get(id)?.name ?? id;
  }

  /** Somebody who has left, as they were last. */
  former(id: PersonId): Person | undefined {
    return this.#former.get(id);
  }

  /** What to call a unit where it stands among others, also when it is gone: `县教育局/机关第一支部`. */
  titleOf(id: UnitId): string {
    return this.#unit.get(id)?.title ?? this.#lineages.titleOf(id) ?? id;
  }

  /** The unit; for one that is gone, the first of those that took its place. */
  unit(id: UnitId): Unit | undefined {
    return this.#unit.get(id) ?? this.successors(id)[0];
  }

  /** Whether the unit is of this roster, under whatever name, or has become part of one that is. False for one that is gone. */
  goesOn(id: UnitId): boolean {
    return this.#unit.has(id) || this.#lineages.successors(id).length > 0;
  }

  /** The units that are what this one was: itself, or those that took its place; none for one that is gone. */
  successors(id: UnitId): readonly Unit[] {
    const ids = this.#unit.has(id) ? [id] : this.#lineages.successors(id);
    return ids.flatMap((each) => this.#unit.get(each) ?? []);
  }

  /** The unit and all whose place it has taken: what was said under these ids was said for it. */
  lineOfSuccession(id: UnitId): readonly Stretch[] {
    return this.#lineages.line(id);
  }

  person(id: PersonId): Person | undefined {
    return this.#person.get(id);
  }

  /** Who has this account now. */
  byAccount(userid: string): Person | undefined {
    return this.#accounts.get(accountOf(userid));
  }

  /** What the platform calls somebody; null for who has no account. What is no id of anybody here is taken for an account. */
  accountOf(id: PersonId): PersonId | null {
    const person = this.person(id);
    return person ? (person.account as PersonId | null) : id;
  }

  /** Who is speaking. A stranger never passes for somebody who once had the account. */
  idOf(userid: string): PersonId {
    const id = personId(userid);
    const known = this.byAccount(userid)?.id;
    if (known !== undefined) return known;
    return this.#person.has(id) ? (`${id}?` as PersonId) : id;
  }

  children(id: UnitId): readonly Unit[] {
    return this.#children.get(id) ?? this.#below(id).flatMap((each) => this.#children.get(each) ?? []);
  }

  /** People whose home is exactly this unit. */
  residents(id: UnitId): readonly Person[] {
    return this.#residents.get(id) ?? this.#below(id).flatMap((each) => this.#residents.get(each) ?? []);
  }

  /** Where the person lived at that time; undefined where they were not in the county. */
  homeAt({ id, home }: Person, at: Instant): UnitId | undefined {
    const next = this.#transfers.get(id)?.find((transfer) => transfer.at > at);
    if (next) return next.from ?? undefined;
    return this.#person.has(id) ? home : undefined;
  }

  /** People whose home was exactly this unit at that time, whoever has come, left or moved since. */
  residentsAt(id: UnitId, at: Instant): readonly Person[] {
    this.#everAt ??= this.#gatherResidents();
    return (this.#everAt.get(id) ?? []).filter((person) => this.homeAt(person, at) === id);
  }

  #gatherResidents(): ReadonlyMap<UnitId, readonly Person[]> {
    const all = [...this.people, ...this.formerPeople];
    const stays = all.flatMap((person) => {
      const earlier = (this.#transfers.get(person.id) ?? []).flatMap(({ from }) => from ?? []);
      return [...new Set([...earlier, person.home])].map((home) => ({ person, home }));
    });
    return new Map(
      Map.groupBy(stays, ({ home }) => home)
        .entries()
        .map(([home, found]) => [home, found.map(({ person }) => person)]),
    );
  }

  /** The homes the person has had, each with the time until which they lived there; the last is that of today. */
  staysOf(id: PersonId): readonly Stretch[] {
    const person = this.person(id);
    const earlier = (this.#transfers.get(id) ?? []).flatMap(({ from, at }) =>
      from === null ? [] : [{ unit: from, until: at }],
    );
    return [...earlier, ...(person ? [{ unit: person.home, until: null }] : [])];
  }

  /** The unit and all above it, nearest first. */
  *lineage(id: UnitId): Generator<Unit> {
    if (this.#unit.has(id)) {
      yield* this.#lineage(id);
      return;
    }
    const all = this.#lineages.standIns(id).flatMap((each) => [...this.#lineage(each)]);
    yield* new Set(all);
  }

  *#lineage(id: UnitId): Generator<Unit> {
    let unit = this.#unit.get(id);
    while (unit) {
      yield unit;
      unit = unit.parent === null ? undefined : this.#unit.get(unit.parent);
    }
  }

  /** The unit and all below it, top down. */
  *subtree(id: UnitId): Generator<Unit> {
    const unit = this.#unit.get(id);
    if (!unit) {
      for (const each of this.#below(id)) yield* this.subtree(each);
      return;
    }
    yield unit;
    for (const child of this.children(id)) yield* this.subtree(child.id);
  }

  /** Those whose people are the people of a unit that is gone. */
  #below(id: UnitId): readonly UnitId[] {
    return this.#unit.has(id) ? [] : this.#lineages.successors(id);
  }

  /** Whether `unit` is `ancestor` or lies below it. */
  within(unit: UnitId, ancestor: UnitId): boolean {
    if (unit === ancestor) return true;
    const wanted = this.#unit.has(ancestor) ? [ancestor] : this.#lineages.successors(ancestor);
    for (const each of this.lineage(unit)) if (wanted.includes(each.id)) return true;
    return false;
  }

  /**
   * Whether what `unit` did at that time is also to be seen at `ancestor`: it lies below it, or did so then. Who moves away leaves
   * what was done before with the old parent, and takes it along as well.
   */
  belonged(unit: UnitId, ancestor: UnitId, at: Instant): boolean {
    return this.within(unit, ancestor) || this.#lineages.wasWithin(unit, ancestor, at);
  }

  /** Whether the unit stood below `ancestor` at that time, whatever has become of either since. */
  stoodWithin(unit: UnitId, ancestor: UnitId, at: Instant): boolean {
    return this.#lineages.stoodWithin(unit, ancestor, at);
  }

  /** Whether something was said of the unit itself, or of every one of those it was made of. */
  holdsOfAll(unit: UnitId, isSaid: (stretch: Stretch) => boolean): boolean {
    return this.#lineages.holdsOfAll(unit, isSaid);
  }

  /** What the unit had become by that time: itself, or those that had taken its place. */
  becameBy(unit: UnitId, at: Instant): readonly UnitId[] {
    return this.#lineages.becameBy(unit, at);
  }

  /** The unit, all above it and all it ever stood under, those it took the place of included. */
  aboveEver(id: UnitId): readonly UnitId[] {
    return this.#lineages.aboveEver(id);
  }

  /** The unit, all below it and all that ever stood below it. */
  belowEver(id: UnitId): readonly UnitId[] {
    return this.#lineages.belowEver(id);
  }

  /** Everyone whose home is the unit or lies below it. */
  *peopleOf(id: UnitId): Generator<Person> {
    for (const unit of this.subtree(id)) yield* this.residents(unit.id);
  }

  /** How many people there are at the unit and below it. */
  headcount(id: UnitId): number {
    const known = this.#headcounts.get(id);
    if (known !== undefined) return known;
    const below = this.children(id).reduce((sum, child) => sum + this.headcount(child.id), 0);
    const count = this.residents(id).length + below;
    this.#headcounts.set(id, count);
    return count;
  }

  /** Branches at or below the unit; the unit itself when it has none. */
  leaves(id: UnitId): readonly Unit[] {
    return [...this.subtree(id)].filter((unit) => this.children(unit.id).length === 0);
  }

  /** Whoever holds the role on exactly this unit. */
  holders(role: Role, unit: UnitId): readonly Person[] {
    const ids = this.#unit.has(unit) ? [unit] : this.#lineages.standIns(unit);
    return ids.flatMap((id) => this.#holders.get(`${role} ${id}`) ?? []);
  }
}

/** Whether the person holds the role anywhere. */
export function holds(person: Person, role: Role): boolean {
  return person.duties.some((duty) => duty.role === role);
}

/** The units on which the person holds the role. */
export function unitsOf(person: Person, role: Role): readonly UnitId[] {
  return person.duties.filter((duty) => duty.role === role).map((duty) => duty.unit);
}
