import type { PersonId, UnitId } from '../records/ids.ts';
import type { Instant } from '../time/clock.ts';
import type { UnitData } from './unit.ts';

/** A unit that is no longer there, as it was last known. */
export interface GoneUnit extends UnitData {
  readonly title: string;
}

/**
 * `unit` carries on what `of` has done until then. `of` may go on as well: a part of it has become a unit of its own. A unit that
 * was there before and takes in another carries on itself, too.
 */
export interface Succession {
  readonly unit: UnitId;
  readonly of: UnitId;
  readonly at: Instant;
}

/** Until then the unit stood under another one. */
export interface Move {
  readonly unit: UnitId;
  readonly from: UnitId;
  readonly at: Instant;
}

/** Until then the person lived there; null for who was not in the county before. Who left has no home since their last one. */
export interface Transfer {
  readonly person: PersonId;
  readonly from: UnitId | null;
  readonly at: Instant;
}

/** What became of units and who lived where, in the order of the imports. */
export interface History {
  readonly gone: readonly GoneUnit[];
  readonly succeeded: readonly Succession[];
  readonly moved: readonly Move[];
  readonly transferred: readonly Transfer[];
}

export const NO_HISTORY: History = { gone: [], succeeded: [], moved: [], transferred: [] };

/** What was put on record under an id; `until` is null where all of it counts. */
export interface Stretch {
  readonly unit: UnitId;
  readonly until: Instant | null;
}

type Parents = Map<UnitId, readonly UnitId[]>;

/** Who took whose place, and who stood under whom. */
export class Lineages {
  readonly #units: ReadonlyMap<UnitId, UnitData>;
  readonly #gone: ReadonlyMap<UnitId, GoneUnit>;
  readonly #heirs: ReadonlyMap<UnitId, readonly Succession[]>;
  readonly #inherited: ReadonlyMap<UnitId, readonly Succession[]>;
  readonly #moves: ReadonlyMap<UnitId, readonly Move[]>;
  readonly #lines = new Map<UnitId, readonly Stretch[]>();
  readonly #above = new Map<UnitId, readonly UnitId[]>();
  readonly #below = new Map<UnitId, readonly UnitId[]>();
  #childrenEver: Parents | undefined;

  constructor(units: readonly UnitData[], { gone, succeeded, moved }: History) {
    this.#units = new Map(units.map((unit) => [unit.id, unit]));
    this.#gone = new Map(gone.map((unit) => [unit.id, unit]));
    this.#heirs = Map.groupBy(succeeded, ({ of }) => of);
    this.#inherited = Map.groupBy(succeeded, ({ unit }) => unit);
    this.#moves = Map.groupBy(moved, ({ unit }) => unit);
  }

  titleOf(id: UnitId): string | undefined {
    return this.#gone.get(id)?.title;
  }

  /** The units of today that took the place of one that is gone. */
  successors(id: UnitId): readonly UnitId[] {
    const found = new Set<UnitId>();
    const seen = new Set<UnitId>([id]);
    for (const each of seen)
      for (const { unit } of this.#heirs.get(each) ?? [])
        if (this.#units.has(unit)) found.add(unit);
        else seen.add(unit);
    return [...found];
  }

  /** What the unit had become by that time: itself, as long as it was there, else those that had taken its place. */
  becameBy(id: UnitId, at: Instant): readonly UnitId[] {
    const heirs = this.#units.has(id) ? [] : (this.#heirs.get(id) ?? []).filter(({ unit }) => unit !== id);
    // A part may have gone its own way before: the unit itself was there until its place was taken for good.
    const end = Math.max(...heirs.map((each) => each.at));
    const taken = at < end ? [] : heirs.filter((each) => each.at === end);
    return taken.length === 0 ? [id] : taken.flatMap(({ unit }) => this.becameBy(unit, at));
  }

  /** Those that answer for a unit that is gone: its successors, else the nearest unit above that goes on. */
  standIns(id: UnitId): readonly UnitId[] {
    const seen = new Set<UnitId>();
    for (let at: UnitId | null | undefined = id; at && !seen.has(at); at = this.#gone.get(at)?.parent) {
      seen.add(at);
      const found = this.#units.has(at) ? [at] : this.successors(at);
      if (found.length > 0) return found;
    }
    return [];
  }

  line(id: UnitId): readonly Stretch[] {
    const known = this.#lines.get(id);
    if (known) return known;
    const until = new Map<UnitId, Instant | null>([[id, null]]);
    const queue = [id];
    for (const each of queue)
      for (const { of, at } of this.#inherited.get(each) ?? []) {
        const limit = earlier(until.get(each) ?? null, this.#units.has(of) ? at : null);
        const before = until.get(of);
        if (before === null || (before !== undefined && limit !== null && limit <= before)) continue;
        until.set(of, limit);
        queue.push(of);
      }
    const line = [...until].map(([unit, limit]) => ({ unit, until: limit }));
    this.#lines.set(id, line);
    return line;
  }

  /** Whether something was said of the unit itself, or of every one of those it was made of. */
  holdsOfAll(id: UnitId, isSaid: (stretch: Stretch) => boolean): boolean {
    return this.#holds({ unit: id, until: null }, isSaid, []);
  }

  #holds(stretch: Stretch, isSaid: (stretch: Stretch) => boolean, path: readonly UnitId[]): boolean {
    if (isSaid(stretch)) return true;
    const { unit, until } = stretch;
    const parts = this.#inherited.get(unit) ?? [];
    const ahead = [...path, unit];
    return (
      parts.length > 0 &&
      parts.every(({ of, at }) => {
        const limit = earlier(until, this.#units.has(of) ? at : null);
        return !ahead.includes(of) && this.#holds({ unit: of, until: limit }, isSaid, ahead);
      })
    );
  }

  /** Whether the unit itself stood there at that time. */
  stoodWithin(id: UnitId, ancestor: UnitId, at: Instant): boolean {
    return this.#lineageAt(id, at).includes(ancestor);
  }

  /** Whether the unit, or one whose place it has taken, stood there at that time. */
  wasWithin(id: UnitId, ancestor: UnitId, at: Instant): boolean {
    const then = ({ until }: Stretch): boolean => until === null || at < until;
    const wanted = new Set(
      this.line(ancestor)
        .filter(then)
        .map(({ unit }) => unit),
    );
    return this.line(id)
      .filter(then)
      .some(({ unit }) => this.#lineageAt(unit, at).some((each) => wanted.has(each)));
  }

  #lineageAt(id: UnitId, at: Instant): readonly UnitId[] {
    const path = new Set<UnitId>();
    for (let unit: UnitId | null = id; unit !== null && !path.has(unit); unit = this.#parentAt(unit, at))
      path.add(unit);
    return [...path];
  }

  #parentAt(id: UnitId, at: Instant): UnitId | null {
    const move = this.#moves.get(id)?.find((each) => each.at > at);
    return move?.from ?? this.#lastKnown(id)?.parent ?? null;
  }

  #lastKnown(id: UnitId): UnitData | undefined {
    return this.#units.get(id) ?? this.#gone.get(id);
  }

  aboveEver(id: UnitId): readonly UnitId[] {
    const known = this.#above.get(id);
    if (known) return known;
    const found = new Set<UnitId>(this.line(id).map(({ unit }) => unit));
    for (const unit of found)
      for (const parent of this.#parentsEver(unit))
        for (const each of this.line(parent)) found.add(each.unit);
    const above = [...found];
    this.#above.set(id, above);
    return above;
  }

  belowEver(id: UnitId): readonly UnitId[] {
    const known = this.#below.get(id);
    if (known) return known;
    this.#childrenEver ??= this.#gatherChildren();
    const found = new Set<UnitId>(this.line(id).map(({ unit }) => unit));
    for (const unit of found)
      for (const child of this.#childrenEver.get(unit) ?? [])
        for (const each of this.line(child)) found.add(each.unit);
    const below = [...found];
    this.#below.set(id, below);
    return below;
  }

  #gatherChildren(): Parents {
    const all = [...this.#units.keys(), ...this.#gone.keys()];
    const pairs = all.flatMap((unit) => this.#parentsEver(unit).map((parent) => ({ unit, parent })));
    return new Map(
      Map.groupBy(pairs, ({ parent }) => parent)
        .entries()
        .map(([parent, found]) => [parent, found.map(({ unit }) => unit)]),
    );
  }

  #parentsEver(id: UnitId): readonly UnitId[] {
    const now = this.#lastKnown(id)?.parent ?? null;
    return [...(now === null ? [] : [now]), ...(this.#moves.get(id) ?? []).map(({ from }) => from)];
  }
}

const earlier = (a: Instant | null, b: Instant | null): Instant | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
