import type { UnitId } from '../../roster/roster.ts';
import type { Instant } from '../../time/clock.ts';

/** A secret ballot on the asking unit's leadership that was closed and counted. */
export interface AppraisalFact {
  readonly closedAt: Instant;
  /** How many of each group of voters took part. */
  readonly turnout: readonly { readonly group: string; readonly voted: number }[];
}

export interface AppraisalFacts {
  /** The closed ballots on the unit, or on the unit it is a branch of; oldest first. */
  appraisalsOf(unit: UnitId): readonly AppraisalFact[];
  /** The ballot that is going on there: how many have voted, of how many. Nothing else can be known of it. */
  appraisalNow(unit: UnitId): { readonly voted: number; readonly voters: number } | undefined;
  /** Whether the unit is one of several branches of the unit that is appraised. */
  isAppraisedPart(unit: UnitId): boolean;
  /** The campaign's groups of voters. */
  readonly voterGroups: readonly string[];
}
