import type { OpinionNumber } from '../../records/records.ts';
import type { UnitId } from '../../roster/roster.ts';

/** An opinion as a measure sees it. Never says who raised it. */
export interface OpinionFact {
  readonly number: OpinionNumber;
  readonly claimed: boolean;
  /** Laid before the supervisors. */
  readonly reported: boolean;
  /** Put under an item of the problem list. */
  readonly listed: boolean;
  readonly rectified: boolean;
  readonly answered: boolean;
  readonly closed: boolean;
  /** Whether what was planned was done by its limit; true while there is no limit. */
  readonly inTime: boolean;
  /** About conduct (四风) rather than work. */
  readonly aboutConduct: boolean;
  readonly source: string | null;
  readonly people: string | null;
  readonly question: string | null;
}

export interface OpinionFacts {
  /** Opinions that concern the unit or one below it. */
  opinionsAbout(unit: UnitId): readonly OpinionFact[];
  /** Those, and what the people of the unit and of those below it have gathered; not what they raised for themselves. */
  opinionsHeardBy(unit: UnitId): readonly OpinionFact[];
}
