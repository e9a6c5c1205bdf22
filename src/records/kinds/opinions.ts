import type { PersonId, UnitId } from '../../roster/roster.ts';
import type { Day } from '../../time/zone.ts';
import type { Fact, RecordId } from '../fact.ts';

/** Short and drawn at random, so that it says nothing of when an opinion came or after which. */
export type OpinionNumber = string;

/** What whoever raises an opinion says about it. Words of the campaign's lists. */
export interface OpinionTags {
  /** Which of the kinds of people. */
  readonly people: string | null;
  /** Which of the questions put to them. */
  readonly question: string | null;
  /** The topic a rule proposes, null for work; a person decides. */
  readonly proposed: string | null;
  /** The unit concerned, where it was named. */
  readonly unit: UnitId | null;
}

/** An opinion by name, or gathered from people who need no name. Anonymous ones stand in the box. */
export interface OpinionFiled extends Fact, OpinionTags {
  readonly kind: 'opinion.filed';
  readonly number: OpinionNumber;
  /** Word for word. */
  readonly text: string;
  /** Where it was gathered; null for one's own opinion, by name. */
  readonly source: string | null;
}

interface Step extends Fact {
  readonly opinion: OpinionNumber;
}

/** Decided by a person: what it is about, null for work, and which item of the problem list. */
export interface OpinionSorted extends Step {
  readonly kind: 'opinion.sorted';
  readonly topic: string | null;
  readonly problem: string | null;
}

export interface OpinionAssigned extends Step {
  readonly kind: 'opinion.assigned';
  readonly unit: UnitId;
}

/** Not for a unit of this campaign: reported to the level above. */
export interface OpinionSentUp extends Step {
  readonly kind: 'opinion.sent-up';
  readonly to: string;
}

/** Laid before the supervisors, word for word. */
export interface OpinionReported extends Step {
  readonly kind: 'opinion.reported';
}

export interface OpinionClaimed extends Step {
  readonly kind: 'opinion.claimed';
  readonly unit: UnitId;
}

/** Measure, person, first day and limit (四定). */
export interface OpinionPlanned extends Step {
  readonly kind: 'opinion.planned';
  readonly measure: string;
  readonly person: PersonId;
  readonly from: Day;
  readonly limit: Day;
}

export interface OpinionProgressed extends Step {
  readonly kind: 'opinion.progressed';
  readonly text: string;
}

export interface OpinionRectified extends Step {
  readonly kind: 'opinion.rectified';
  readonly text: string;
}

export interface OpinionChecked extends Step {
  readonly kind: 'opinion.checked';
  readonly passed: boolean;
  readonly text: string | null;
}

export interface OpinionAnswered extends Step {
  readonly kind: 'opinion.answered';
  readonly text: string;
}

/** Said of one answer, by whoever raised the opinion or gathered it. The last word counts. */
export interface OpinionRated extends Step {
  readonly kind: 'opinion.rated';
  readonly answer: RecordId;
  readonly satisfied: boolean;
  readonly text: string | null;
}

export interface OpinionClosed extends Step {
  readonly kind: 'opinion.closed';
  /** When it cannot be solved now: what will be done and by when. Null for one that is answered and well rated. */
  readonly plan: { readonly text: string; readonly until: Day } | null;
}

export type OpinionStep =
  | OpinionSorted
  | OpinionAssigned
  | OpinionSentUp
  | OpinionReported
  | OpinionClaimed
  | OpinionPlanned
  | OpinionProgressed
  | OpinionRectified
  | OpinionChecked
  | OpinionAnswered
  | OpinionClosed;

export type OpinionRecord = OpinionFiled | OpinionStep | OpinionRated;

export const OPINION_KINDS = [
  'opinion.filed',
  'opinion.sorted',
  'opinion.assigned',
  'opinion.sent-up',
  'opinion.reported',
  'opinion.claimed',
  'opinion.planned',
  'opinion.progressed',
  'opinion.rectified',
  'opinion.checked',
  'opinion.answered',
  'opinion.rated',
  'opinion.closed',
] as const satisfies readonly OpinionRecord['kind'][];
