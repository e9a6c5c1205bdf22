import type { PersonId, UnitId } from '../records/ids.ts';

export type { PersonId, UnitId } from '../records/ids.ts';

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

export const FLAGS = ['retired', 'mobile', 'frail', 'excused'] as const;
/** How a person may take part otherwise (retired, mobile, frail) or is let off altogether (excused). */
export type Flag = (typeof FLAGS)[number];

export type UnitKind = 'office' | 'unit' | 'branch';

export interface Unit {
  readonly id: UnitId;
  readonly name: string;
  readonly kind: UnitKind;
  /** 机关, 事业单位, 乡镇… in the office's own words; a branch inherits its unit's. */
  readonly category: string;
  /** null only for the office, the root. */
  readonly parent: UnitId | null;
  /** Address of the group's webhook robot. A secret: its key lets anyone post. */
  readonly webhook: string | null;
}

export interface Duty {
  readonly role: Role;
  /** The unit the role is held on. */
  readonly unit: UnitId;
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly home: UnitId;
  readonly duties: readonly Duty[];
  readonly flags: readonly Flag[];
}

export interface RosterData {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  /** Who was in an earlier roster and has left: no rights, no duties, but their records still have a name. */
  readonly former: readonly Person[];
}

/** The person's name for lookups: trimmed and lower-cased. */
export const personId = (userid: string): PersonId => userid.trim().toLowerCase() as PersonId;

/** Units and people, with the questions the other rooms ask of them. Immutable; an import makes a new one. */
export class Roster {
  readonly units: readonly Unit[];
  readonly people: readonly Person[];
  readonly #unit: ReadonlyMap<UnitId, Unit>;
  readonly #person: ReadonlyMap<PersonId, Person>;
  readonly #children: ReadonlyMap<UnitId, readonly Unit[]>;
  readonly #residents: ReadonlyMap<UnitId, readonly Person[]>;
  readonly #holders: ReadonlyMap<string, readonly Person[]>;
  readonly #former: ReadonlyMap<PersonId, Person>;
  readonly #headcounts = new Map<UnitId, number>();
  readonly root: Unit;

  /** Expects data whose parents, homes and duties all exist; the importer sees to that. Throws if there is no single root. */
  constructor(data: RosterData) {
    this.units = data.units;
    this.people = data.people;
    this.#unit = new Map(data.units.map((unit) => [unit.id, unit]));
    this.#person = new Map(data.people.map((person) => [person.id, person]));
    this.#children = Map.groupBy(
      data.units.filter((unit) => unit.parent !== null),
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
    const roots = data.units.filter((unit) => unit.parent === null);
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

  unit(id: UnitId): Unit | undefined {
    return this.#unit.get(id);
  }

  person(id: PersonId): Person | undefined {
    return this.#person.get(id);
  }

  children(id: UnitId): readonly Unit[] {
    return this.#children.get(id) ?? [];
  }

  /** People whose home is exactly this unit. */
  residents(id: UnitId): readonly Person[] {
    return this.#residents.get(id) ?? [];
  }

  /** The unit and all above it, nearest first. */
  *lineage(id: UnitId): Generator<Unit> {
    for (let unit = this.unit(id); unit; unit = unit.parent === null ? undefined : this.unit(unit.parent))
      yield unit;
  }

  /** The unit and all below it, top down. */
  *subtree(id: UnitId): Generator<Unit> {
    const unit = this.unit(id);
    if (!unit) return;
    yield unit;
    for (const child of this.children(id)) yield* this.subtree(child.id);
  }

  /** Whether `unit` is `ancestor` or lies below it. */
  within(unit: UnitId, ancestor: UnitId): boolean {
    for (const each of this.lineage(unit)) if (each.id === ancestor) return true;
    return false;
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
    return this.#holders.get(`${role} ${unit}`) ?? [];
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
