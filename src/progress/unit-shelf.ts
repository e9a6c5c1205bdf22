import type { LedgerRecord } from '../records/records.ts';
import type { Stretch } from '../roster/history.ts';
import type { UnitId } from '../roster/roster.ts';
import { Shelf } from './shelf.ts';

/** What the roster says of units that changed: under which ids a unit's records stand, and whether it goes on at all. */
export interface Succession {
  lineOfSuccession(unit: UnitId): readonly Stretch[];
  goesOn(unit: UnitId): boolean;
}

/** No unit was ever given up. */
export const NO_SUCCESSION: Succession = {
  lineOfSuccession: (unit) => [{ unit, until: null }],
  goesOn: () => true,
};

/** Records by unit. A unit is answered with those of all whose place it has taken, too; nobody who asks need know of them. */
export class UnitShelf<R extends LedgerRecord> {
  readonly #shelf = new Shelf<UnitId, R>();
  readonly #lineOf: Succession['lineOfSuccession'];

  constructor(lineOf: Succession['lineOfSuccession']) {
    this.#lineOf = lineOf;
  }

  add(unit: UnitId, record: R): void {
    this.#shelf.add(unit, record);
  }

  /** In time order. */
  get(unit: UnitId): readonly R[] {
    const [own, ...before] = this.byUnit(unit);
    if (before.length === 0) return own ?? [];
    return [...(own ?? []), ...before.flat()].sort((a, b) => a.at - b.at);
  }

  /** The same, apart: the unit's own first, then those of each whose place it has taken. */
  byUnit(unit: UnitId): readonly (readonly R[])[] {
    return this.#lineOf(unit).map(({ unit: each, until }) => {
      const records = this.#shelf.get(each);
      return until === null ? records : records.filter(({ at }) => at < until);
    });
  }
}
