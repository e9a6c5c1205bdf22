import type { LedgerRecord, MakeupChecked, MakeupLogged, RecordId } from '../records/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import { Shelf } from './shelf.ts';
import { type Succession, UnitShelf } from './unit-shelf.ts';

/** How far a make-up has come: a secretary has still to look at it, has found it done, or has sent it back. */
export type MakeupStage = 'waiting' | 'passed' | 'returned';

/** What people have studied for sessions they missed, folded from the journal. */
export class MakeupsState {
  readonly #isLive: (record: LedgerRecord) => boolean;
  readonly #byPerson = new Shelf<PersonId, MakeupLogged>();
  readonly #byUnit: UnitShelf<MakeupLogged>;
  readonly #checks = new Shelf<RecordId, MakeupChecked>();

  constructor(isLive: (record: LedgerRecord) => boolean, lineOf: Succession['lineOfSuccession']) {
    this.#isLive = isLive;
    this.#byUnit = new UnitShelf(lineOf);
  }

  add(record: MakeupLogged | MakeupChecked): void {
    if (record.kind === 'makeup.checked') {
      this.#checks.add(record.makeup, record);
      return;
    }
    this.#byPerson.add(record.person, record);
    this.#byUnit.add(record.unit, record);
  }

  /** Oldest first. */
  of(person: PersonId): readonly MakeupLogged[] {
    return this.#byPerson.get(person).filter(this.#isLive);
  }

  /** Those of people whose home was exactly this unit then, that nobody has looked at yet. */
  waitingIn(unit: UnitId): readonly MakeupLogged[] {
    return this.#byUnit.get(unit).filter((each) => this.#isLive(each) && this.stage(each) === 'waiting');
  }

  /** The verdict; the last one counts. */
  check(makeup: RecordId): MakeupChecked | undefined {
    return this.#checks.get(makeup).findLast(this.#isLive);
  }

  stage({ id }: MakeupLogged): MakeupStage {
    const check = this.check(id);
    if (!check) return 'waiting';
    return check.passed ? 'passed' : 'returned';
  }

  /** The person's make-up for the session: the one that passed, else the latest. */
  for(person: PersonId, session: RecordId): MakeupLogged | undefined {
    const all = this.of(person).filter((each) => each.session === session);
    return all.find((each) => this.stage(each) === 'passed') ?? all.at(-1);
  }
}
