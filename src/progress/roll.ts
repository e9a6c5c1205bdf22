import type { Attended } from '../records/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';

/** Who was at one session. Records are called in time order, and a person's first one counts. */
export class Roll {
  readonly #everyone = new Map<PersonId, Attended>();
  readonly #byUnit = new Map<UnitId, Map<PersonId, Attended>>();

  get everyone(): ReadonlyMap<PersonId, Attended> {
    return this.#everyone;
  }

  /** By the home branch they had then. */
  get byUnit(): ReadonlyMap<UnitId, ReadonlyMap<PersonId, Attended>> {
    return this.#byUnit;
  }

  call(record: Attended): void {
    const { person, unit } = record;
    if (this.#everyone.has(person)) return;
    this.#everyone.set(person, record);
    const there = this.#byUnit.get(unit);
    if (there) there.set(person, record);
    else this.#byUnit.set(unit, new Map([[person, record]]));
  }
}
