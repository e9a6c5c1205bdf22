import type {
  LedgerRecord,
  LeewayRecord,
  RequirementExtended,
  RequirementWaived,
} from '../records/records.ts';
import type { Stretch } from '../roster/history.ts';
import type { PersonId } from '../roster/roster.ts';
import type { Day } from '../time/zone.ts';
import { Shelf } from './shelf.ts';

/** Somebody of whom a requirement is asked: a person, and every unit whose leeway holds for them. */
export interface Bearing {
  readonly person: PersonId | null;
  readonly units: readonly Stretch[];
}

/** What the office has agreed to about what is asked, folded from the journal. */
export class LeewayState {
  readonly #isLive: (record: LedgerRecord) => boolean;
  readonly #byRequirement = new Shelf<string, LeewayRecord>();
  readonly #all: LeewayRecord[] = [];

  constructor(isLive: (record: LedgerRecord) => boolean) {
    this.#isLive = isLive;
  }

  add(record: LeewayRecord): void {
    this.#byRequirement.add(record.requirement, record);
    this.#all.push(record);
  }

  /** Everything agreed to, oldest first. */
  all(): readonly LeewayRecord[] {
    return this.#all.filter(this.#isLive);
  }

  /** The days until which more time was given, for one requirement or for any. */
  untils(requirement?: string): readonly Day[] {
    const all = requirement === undefined ? this.#all : this.#byRequirement.get(requirement);
    return all
      .filter(this.#isLive)
      .flatMap((each) => (each.kind === 'requirement.extended' ? each.until : []));
  }

  /** Whether anything was ever agreed to about the requirement: nearly always not. */
  concerns(requirement: string): boolean {
    return this.#byRequirement.get(requirement).length > 0;
  }

  /** The longest time given. */
  extension(requirement: string, bearing: Bearing): RequirementExtended | undefined {
    return this.#of(requirement, bearing)
      .filter((record) => record.kind === 'requirement.extended')
      .reduce<RequirementExtended | undefined>(
        (longest, each) => (longest && longest.until >= each.until ? longest : each),
        undefined,
      );
  }

  waiver(requirement: string, bearing: Bearing): RequirementWaived | undefined {
    return this.#of(requirement, bearing).findLast((record) => record.kind === 'requirement.waived');
  }

  #of(requirement: string, { person, units }: Bearing): LeewayRecord[] {
    // What is agreed to with a unit after a part of it has gone its own way is not that part's.
    const isTheirs = ({ about, at }: LeewayRecord): boolean =>
      units.some(({ unit, until }) => unit === about && (until === null || at < until));
    return this.#byRequirement
      .get(requirement)
      .filter((each) => (each.person === null ? isTheirs(each) : each.person === person))
      .filter(this.#isLive);
  }
}
