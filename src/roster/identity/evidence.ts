import type { Unit, UnitData, UnitId } from '../roster.ts';
import type { UnitMatch } from './match-units.ts';
import type { Saying } from './told.ts';

/** What an import is taken for, and why. */
export interface Guess {
  readonly saying: Saying;
  readonly evidence: string;
}

/** Somebody's home before the import and in the sheet. */
export interface Relocation {
  readonly was: UnitId;
  readonly is: UnitId;
}

/** What units that vanished have become, going by where their people are now. Units come before branches, which follow them. */
export function guessesOf(
  match: UnitMatch,
  old: readonly Unit[],
  listed: readonly UnitData[],
  relocations: readonly Relocation[],
): readonly Guess[] {
  const trail = new Trail(match, old, listed, relocations);
  const higher = match.vanished.filter(({ kind }) => kind !== 'branch');
  const found = trail.guesses(higher);
  return found.length > 0 ? found : trail.guesses(match.vanished.filter(({ kind }) => kind === 'branch'));
}

class Trail {
  readonly #match: UnitMatch;
  readonly #old: ReadonlyMap<UnitId, Unit>;
  readonly #listed: ReadonlyMap<UnitId, UnitData>;
  readonly #relocations: readonly Relocation[];
  readonly #appeared: ReadonlySet<UnitId>;

  constructor(
    match: UnitMatch,
    old: readonly Unit[],
    listed: readonly UnitData[],
    relocations: readonly Relocation[],
  ) {
    this.#match = match;
    this.#old = new Map(old.map((unit) => [unit.id, unit]));
    this.#listed = new Map(listed.map((unit) => [unit.id, unit]));
    this.#relocations = relocations;
    this.#appeared = new Set(match.appeared.map(({ id }) => id));
  }

  guesses(vanished: readonly Unit[]): readonly Guess[] {
    const flows = new Map(vanished.map((unit) => [unit, this.#flow(unit)]));
    const found: Guess[] = [];
    const done = new Set<Unit>();
    for (const [unit, flow] of flows) {
      if (done.has(unit)) continue;
      const parts = this.#parts(flow);
      const [first] = parts;
      if (first === undefined) continue;
      const others = [...flows].filter(([each, its]) => each !== unit && same(this.#parts(its), [first]));
      const sources = parts.length === 1 ? [unit, ...others.map(([each]) => each)] : [unit];
      for (const each of sources) done.add(each);
      found.push(this.#guess(sources, parts, flows));
    }
    return found.length > 0 ? found : vanished.flatMap((unit) => this.#loneHeir(unit, vanished));
  }

  #guess(sources: readonly Unit[], parts: readonly UnitId[], flows: ReadonlyMap<Unit, Flow>): Guess {
    const isRename =
      sources.length === 1 && parts.length === 1 && parts.every((id) => this.#appeared.has(id));
    const kind = parts.length > 1 ? 'split' : isRename ? 'rename' : 'merge';
    const counts = sources.map((unit) => countsOf(unit, parts, flows.get(unit) ?? new Map()));
    const parents = sources.flatMap((unit) => (isRename ? parts.map((id) => this.#parents(unit, id)) : []));
    return {
      saying: { kind, from: sources.map(({ title }) => title), to: parts },
      evidence: [...counts, ...parents].join('；'),
    };
  }

  /** Where people went, and how many. */
  #flow(unit: Unit): Flow {
    const flow = new Map<UnitId, number>();
    for (const { was, is } of this.#relocations) {
      if (this.#atLevel(was, unit) !== unit.id) continue;
      const place = this.#placeFor(unit, is);
      flow.set(place, (flow.get(place) ?? 0) + 1);
    }
    return flow;
  }

  #atLevel(home: UnitId, { kind }: Unit): UnitId | null {
    const unit = this.#old.get(home);
    return unit?.kind === 'branch' && kind !== 'branch' ? unit.parent : home;
  }

  /** A branch is looked for among branches, a unit among units, unless it has become a branch. */
  #placeFor({ kind }: Unit, home: UnitId): UnitId {
    const listed = this.#listed.get(home);
    if (kind === 'branch' || listed?.kind !== 'branch' || listed.parent === null) return home;
    return this.#appeared.has(home) && !this.#appeared.has(listed.parent) ? home : listed.parent;
  }

  /** The new units made up of its people, and the one where most of them are. */
  #parts(flow: Flow): readonly UnitId[] {
    const [most] = [...flow].toSorted(([, a], [, b]) => b - a);
    const own = [...flow].filter(([id, count]) => this.#appeared.has(id) && count * 2 > this.#pastOf(id));
    return [...new Set([...own.map(([id]) => id), ...(most ? [most[0]] : [])])];
  }

  /** How many of its people were in the county before. */
  #pastOf(id: UnitId): number {
    const isHere = ({ is }: Relocation): boolean => is === id || this.#listed.get(is)?.parent === id;
    return this.#relocations.filter(isHere).length;
  }

  /** Without people to go by: the only one of its level that vanished under its parent, and the only one that appeared there. */
  #loneHeir(unit: Unit, vanished: readonly Unit[]): readonly Guess[] {
    const alike = (other: { readonly kind: Unit['kind'] }): boolean =>
      (other.kind === 'branch') === (unit.kind === 'branch');
    const rivals = vanished.filter((each) => each.parent === unit.parent && alike(each));
    const [heir, ...more] = this.#match.appeared.filter(
      (each) => alike(each) && this.#isSameParent(unit, each),
    );
    if (!heir || more.length > 0 || rivals.length > 1) return [];
    const evidence = `上级单位相同，这一级只少了“${unit.title}”，只多了“${heir.id}”`;
    return [{ saying: { kind: 'rename', from: [unit.title], to: [heir.id] }, evidence }];
  }

  #isSameParent(unit: Unit, listed: UnitData): boolean {
    if (listed.parent === null || unit.parent === null) return listed.parent === unit.parent;
    const heirs = this.#match.heirs.get(listed.parent);
    return this.#match.oldOf.get(listed.parent) === unit.parent || (heirs?.has(unit.parent) ?? false);
  }

  #parents(unit: Unit, id: UnitId): string {
    const listed = this.#listed.get(id);
    if (!listed || this.#isSameParent(unit, listed)) return '上级单位相同';
    const before = unit.parent === null ? '无' : (this.#old.get(unit.parent)?.title ?? '无');
    const move = unit.name === listed.name ? '，名称没有变，像是换了上级' : '';
    return `上级单位原来是“${before}”，现在是“${listed.parent ?? '无'}”${move}`;
  }
}

type Flow = ReadonlyMap<UnitId, number>;

const same = (a: readonly UnitId[], b: readonly UnitId[]): boolean =>
  a.length === b.length && a.every((each, index) => each === b[index]);

function countsOf({ title }: Unit, parts: readonly UnitId[], flow: Flow): string {
  const all = flow.values().reduce((sum, count) => sum + count, 0);
  const told = parts.map((id) => `${flow.get(id) ?? 0} 人在“${id}”`);
  return `“${title}”原来的人，还在名册里的有 ${all} 人，现在${told.join('，')}`;
}
