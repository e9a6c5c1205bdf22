import type { Lock } from '../../journal/box/ballot-lock.ts';
import type { PersonId, UnitId } from '../../roster/roster.ts';
import type { Fact, RecordId } from '../fact.ts';

export interface Voter {
  readonly person: PersonId;
  /** One of the campaign's groups of voters. */
  readonly group: string;
}

/** A secret ballot on a unit's leadership and on each leader begins. Who may vote is fixed from now on. */
export interface AppraisalOpened extends Fact {
  readonly kind: 'appraisal.opened';
  readonly unit: UnitId;
  /** Who is appraised by name, in the roster's order. The leadership as a whole always is: it is subject 0, the first of these 1. */
  readonly leaders: readonly PersonId[];
  readonly voters: readonly Voter[];
  /** Groups that are counted together: one of too few voters is counted with another. */
  readonly pools: readonly (readonly string[])[];
  /** Fewer ballots than these are not counted: on a subject, and apart for a pool. */
  readonly least: number;
  readonly leastGroup: number;
  /** What the ballots are sealed with. Its key is in memory, and in the hands of whoever opened the ballot. */
  readonly lock: Lock;
}

/** Somebody has voted on these subjects. Says nothing of how: that stands in the box, without a name and without a time. */
export interface VoteCast extends Fact {
  readonly kind: 'vote.cast';
  readonly appraisal: RecordId;
  readonly subjects: readonly number[];
}

export type Counts = Readonly<Record<string, number>>;

export interface SubjectTally {
  readonly subject: number;
  readonly ballots: number;
  /** By choice; null where there were too few ballots to count. */
  readonly overall: Counts | null;
  readonly parts: readonly { readonly groups: readonly string[]; readonly counts: Counts }[];
  /** By aspect, then by choice. */
  readonly aspects: Readonly<Record<string, Counts>>;
}

export interface Turnout {
  readonly group: string;
  readonly voters: number;
  readonly voted: number;
}

/** The ballot is over and counted. Single ballots are kept no longer. */
export interface AppraisalClosed extends Fact {
  readonly kind: 'appraisal.closed';
  readonly appraisal: RecordId;
  readonly tallies: readonly SubjectTally[];
  readonly turnout: readonly Turnout[];
  /** What was written, word for word; apart from what was chosen, and in no order. */
  readonly comments: readonly { readonly subject: number; readonly text: string }[];
  /** How many slips were damaged or missing when it was decided to count without them. */
  readonly leftOut: number;
}

export type AppraisalRecord = AppraisalOpened | VoteCast | AppraisalClosed;

export const APPRAISAL_KINDS = [
  'appraisal.opened',
  'vote.cast',
  'appraisal.closed',
] as const satisfies readonly AppraisalRecord['kind'][];
