import type { PersonId, UnitId } from '../../roster/roster.ts';
import type { Day } from '../../time/zone.ts';
import type { Fact, RecordId } from '../fact.ts';

/** What a unit says of itself on one point of a checklist. The last word counts. */
export interface CheckAnswered extends Fact {
  readonly kind: 'check.answered';
  readonly unit: UnitId;
  readonly checklist: string;
  /** The point's own words, so that a list that is reordered keeps its answers. */
  readonly point: string;
  readonly answer: string;
  readonly note: string | null;
}

/** Something a unit has taken on: a wish to fulfil, a fault to put right, a rule to mend. */
export interface ItemOpened extends Fact {
  readonly kind: 'item.opened';
  /** Who took it on. */
  readonly unit: UnitId;
  /** The unit it is numbered under: the same, or the one it is a branch of. */
  readonly holder: UnitId;
  readonly pipeline: string;
  /** One of the pipeline's types, where it has any. */
  readonly type: string | null;
  readonly title: string;
  readonly goal: string | null;
  readonly person: PersonId;
  /** To be done by this day. */
  readonly date: Day;
}

/** An item has come to a stage, its last one or another. The last word counts. */
export interface ItemMoved extends Fact {
  readonly kind: 'item.moved';
  readonly item: RecordId;
  readonly stage: string;
  readonly note: string | null;
}

/** What a supervisor saw at a unit: the supervisor's own record, none of the unit's. */
export interface LookNoted extends Fact {
  readonly kind: 'look.noted';
  readonly unit: UnitId;
  readonly point: string;
  readonly note: string;
}

/** A supervisor or the office has urged a unit on. */
export interface UnitNudged extends Fact {
  readonly kind: 'unit.nudged';
  readonly unit: UnitId;
  /** Ids of the requirements it was about. */
  readonly requirements: readonly string[];
}

export const EXEMPLAR_STAGES = ['提名', '表彰'] as const;

/** Somebody or something is put forward as a model, or honoured as one. */
export interface ExemplarNamed extends Fact {
  readonly kind: 'exemplar.named';
  readonly unit: UnitId;
  readonly award: string;
  readonly who: string;
  readonly stage: (typeof EXEMPLAR_STAGES)[number];
  readonly note: string | null;
  /** Which nomination was honoured; null for a nomination. */
  readonly nomination: RecordId | null;
}

export type FollowUpRecord = CheckAnswered | ItemOpened | ItemMoved | LookNoted | UnitNudged | ExemplarNamed;

export const FOLLOW_UP_KINDS = [
  'check.answered',
  'item.opened',
  'item.moved',
  'look.noted',
  'unit.nudged',
  'exemplar.named',
] as const satisfies readonly FollowUpRecord['kind'][];
