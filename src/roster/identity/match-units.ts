import type { History } from '../history.ts';
import type { Unit, UnitData, UnitId } from '../roster.ts';
import type { Saying } from './told.ts';

/** The units before the import. */
export interface KnownUnits {
  readonly units: readonly Unit[];
  readonly history: History;
}

/** Which unit of the sheet is which of those known so far. In the sheet a unit's id is its title. */
export interface UnitMatch {
  /** By their titles in the sheet. */
  readonly oldOf: ReadonlyMap<UnitId, UnitId>;
  /** What units of the sheet take the place of, besides what they were themselves. */
  readonly heirs: ReadonlyMap<UnitId, ReadonlySet<UnitId>>;
  /** Known so far and neither in the sheet nor carried on by one that is. */
  readonly vanished: readonly Unit[];
  /** In the sheet, and nothing known so far is carried on by them. */
  readonly appeared: readonly UnitData[];
  /** Names that were told and cannot be found. */
  readonly slips: readonly string[];
}

export function matchUnits(
  { units, history }: KnownUnits,
  listed: readonly UnitData[],
  sayings: readonly Saying[],
): UnitMatch {
  return new UnitMatcher(units, history, listed).match(sayings);
}

class UnitMatcher {
  readonly #old: readonly Unit[];
  readonly #history: History;
  readonly #listed: readonly UnitData[];
  readonly #oldOf = new Map<UnitId, UnitId>();
  readonly #taken = new Set<UnitId>();
  readonly #heirs = new Map<UnitId, Set<UnitId>>();
  readonly #slips: string[] = [];

  constructor(old: readonly Unit[], history: History, listed: readonly UnitData[]) {
    this.#old = old;
    this.#history = history;
    this.#listed = listed;
  }

  match(sayings: readonly Saying[]): UnitMatch {
    for (const saying of sayings) if (saying.kind === 'rename') this.#rename(saying);
    this.#matchCodes();
    this.#matchNames('unit');
    for (const saying of sayings)
      if (saying.kind === 'merge' || saying.kind === 'split') this.#succeed(saying);
    this.#matchNames('branch');
    this.#bringBack();
    const carriedOn = new Set([...this.#taken, ...[...this.#heirs.values()].flatMap((each) => [...each])]);
    return {
      oldOf: this.#oldOf,
      heirs: this.#heirs,
      vanished: this.#old.filter(({ id }) => !carriedOn.has(id)),
      appeared: this.#listed.filter(({ id }) => !this.#oldOf.has(id) && !this.#heirs.has(id)),
      slips: this.#slips,
    };
  }

  #pair(listed: UnitData, old: UnitId): void {
    if (this.#oldOf.has(listed.id) || this.#taken.has(old)) return;
    this.#oldOf.set(listed.id, old);
    this.#taken.add(old);
  }

  #rename({ from: [from = ''], to: [to = ''] }: Saying): void {
    const old = this.#findOld(from);
    const listed = this.#findListed(to);
    if (old && listed) this.#pair(listed, old.id);
  }

  #succeed({ from, to }: Saying): void {
    const predecessors = from.flatMap((name) => this.#findOld(name) ?? []);
    for (const listed of to.flatMap((name) => this.#findListed(name) ?? [])) {
      const own = this.#oldOf.get(listed.id);
      const others = predecessors.map(({ id }) => id).filter((id) => id !== own);
      this.#heirs.set(listed.id, new Set([...(this.#heirs.get(listed.id) ?? []), ...others]));
    }
  }

  #matchCodes(): void {
    for (const listed of this.#listed) {
      const old = this.#old.find(({ code }) => code !== undefined && code === listed.code);
      if (old) this.#pair(listed, old.id);
    }
  }

  /** Units go by their name, which is their own in a county, branches by theirs within their unit, whatever that is called by now. */
  #matchNames(level: 'unit' | 'branch'): void {
    const claims = this.#listed
      .filter((listed) => (listed.kind === 'branch') === (level === 'branch') && !this.#oldOf.has(listed.id))
      .flatMap((listed) => this.#namesakes(listed, level).map((old) => ({ listed, old })));
    const byOld = Map.groupBy(claims, ({ old }) => old);
    const byListed = Map.groupBy(claims, ({ listed }) => listed);
    for (const { listed, old } of claims)
      if (byOld.get(old)?.length === 1 && byListed.get(listed)?.length === 1) this.#pair(listed, old.id);
  }

  #namesakes(listed: UnitData, level: 'unit' | 'branch'): readonly Unit[] {
    const owners = level === 'branch' && listed.parent !== null ? this.#ownersBefore(listed.parent) : null;
    return this.#old.filter(
      ({ id, name, kind, code, parent }) =>
        name === listed.name &&
        (kind === 'branch') === (level === 'branch') &&
        !this.#taken.has(id) &&
        (code === undefined || listed.code === undefined || code === listed.code) &&
        (owners === null || (parent !== null && owners.has(parent))),
    );
  }

  #ownersBefore(owner: UnitId): ReadonlySet<UnitId> {
    const own = this.#oldOf.get(owner);
    return new Set([...(own === undefined ? [] : [own]), ...(this.#heirs.get(owner) ?? [])]);
  }

  /** A unit that was gone and is there again, as when a sheet had left it out. */
  #bringBack(): void {
    const succeeded = new Set(this.#history.succeeded.flatMap(({ unit, of }) => (unit === of ? [] : of)));
    for (const listed of this.#listed) {
      const was = this.#history.gone.find(
        ({ id, title, kind }) =>
          title === listed.id && (kind === 'branch') === (listed.kind === 'branch') && !succeeded.has(id),
      );
      if (was) this.#pair(listed, was.id);
    }
  }

  #findOld(name: string): Unit | undefined {
    return this.#only(
      this.#old.filter(({ title }) => title === name),
      this.#old.filter((unit) => unit.name === name),
      `现在的名册里没有“${name}”`,
      name,
    );
  }

  #findListed(name: string): UnitData | undefined {
    return this.#only(
      this.#listed.filter(({ id }) => id === name),
      this.#listed.filter((unit) => unit.name === name),
      `要导入的文件里没有“${name}”`,
      name,
    );
  }

  #only<T>(exact: readonly T[], alike: readonly T[], missing: string, name: string): T | undefined {
    const found = exact.length > 0 ? exact : alike;
    if (found.length === 0) this.#slips.push(missing);
    if (found.length > 1) this.#slips.push(`叫“${name}”的不止一个，请写成“单位/支部”`);
    return found.length === 1 ? found[0] : undefined;
  }
}
