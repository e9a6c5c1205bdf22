import type { Deed, DeedLogged, DeedPlanned, DeedRecord } from '../records/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import { Shelf } from './shelf.ts';
import { type Succession, UnitShelf } from './unit-shelf.ts';

/** What people have done and mean to do, folded from the journal. */
export class DeedState {
  readonly #live: (record: DeedRecord) => boolean;
  readonly #byPerson = new Shelf<PersonId, DeedLogged>();
  readonly #byUnit: UnitShelf<DeedLogged>;
  readonly #byTarget = new Shelf<string, DeedLogged>();
  readonly #plans = new Shelf<Deed, DeedPlanned>();

  constructor(live: (record: DeedRecord) => boolean, lineOf: Succession['lineOfSuccession']) {
    this.#live = live;
    this.#byUnit = new UnitShelf(lineOf);
  }

  /** Expects each record once. */
  add(record: DeedRecord): void {
    switch (record.kind) {
      case 'deed.logged':
        this.#byPerson.add(record.person, record);
        this.#byUnit.add(record.unit, record);
        this.#byTarget.add(keyOf(record.deed, record.target), record);
        break;
      case 'deed.planned':
        this.#plans.add(record.deed, record);
        break;
      default:
        record satisfies never;
    }
  }

  doneBy(person: PersonId): readonly DeedLogged[] {
    return this.#byPerson.get(person).filter(this.#live);
  }

  /** Done by people whose home was exactly this unit at that time. */
  doneIn(unit: UnitId): readonly DeedLogged[] {
    return this.#byUnit.get(unit).filter(this.#live);
  }

  /** Done by anybody at all. */
  doneAt(deed: Deed, target: string): readonly DeedLogged[] {
    return this.#byTarget.get(keyOf(deed, target)).filter(this.#live);
  }

  /** In the order they were made. */
  plansOf(deed: Deed): readonly DeedPlanned[] {
    return this.#plans.get(deed).filter(this.#live);
  }
}

const keyOf = (deed: Deed, target: string): string => `${deed} ${target}`;
