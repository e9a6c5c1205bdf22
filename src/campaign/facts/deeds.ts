import type { Deed } from '../../records/kinds/deeds.ts';
import type { PersonId, UnitId } from '../../roster/roster.ts';
import type { Day } from '../../time/zone.ts';
import type { TargetList } from '../target-list.ts';

/** A deed as a measure sees it. */
export interface DeedFact {
  readonly person: PersonId;
  /** The doer's home branch at that time. */
  readonly unit: UnitId;
  readonly deed: Deed;
  readonly target: string;
  readonly act: string | null;
  readonly day: Day;
  readonly note: string;
}

/** What people did one by one, and what there is to do. */
export interface DeedFacts {
  /** The person's own, oldest first. */
  deedsBy(person: PersonId, deed: Deed): readonly DeedFact[];
  /** Those of everybody of the unit, below it included. */
  deedsIn(unit: UnitId, deed: Deed): readonly DeedFact[];
  /** Those of everybody of the unit whose list it is. */
  deedsToward(list: TargetList, unit: UnitId, deed: Deed): readonly DeedFact[];
  /** Those of everybody who has the list in common with the person, on its targets. */
  deedsShared(person: PersonId, deed: Deed, list: TargetList): readonly DeedFact[];
  /** A list by its id. Throws for an id no list has: the loader has seen to that. */
  targetList(id: string): TargetList;
  /** What is on the list for this person, in the list's order. */
  targetsOf(list: TargetList, person: PersonId): readonly string[];
  /** What is on the list for this unit as a whole. */
  targetsOfUnit(list: TargetList, unit: UnitId): readonly string[];
}
