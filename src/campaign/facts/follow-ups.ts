import type { RecordId } from '../../records/records.ts';
import type { PersonId, UnitId } from '../../roster/roster.ts';
import type { Day } from '../../time/zone.ts';
import type { Holding } from '../follow-ups.ts';

/** A point of a checklist, as the unit answered it last. */
export interface CheckFact {
  /** From 1. */
  readonly number: number;
  readonly point: string;
  /** null while there is none. */
  readonly answer: string | null;
  readonly enough: boolean;
  readonly note: string | null;
}

export interface ItemFact {
  readonly id: RecordId;
  /** From 1, under its holder. */
  readonly number: number;
  readonly holder: UnitId;
  readonly unit: UnitId;
  readonly type: string | null;
  readonly title: string;
  readonly goal: string | null;
  readonly person: PersonId;
  readonly date: Day;
  readonly stage: string;
  /** The day it came to the last stage; null while it has not. */
  readonly done: Day | null;
  readonly note: string | null;
}

export interface FollowUpFacts {
  /** Who answers a checklist of this kind on behalf of the unit. */
  holdingOf(unit: UnitId, each: 'unit' | 'branch'): Holding;
  /** Every point of the checklist, as the unit's holder answered it. */
  checksOf(unit: UnitId, checklist: string): Holding & { readonly points: readonly CheckFact[] };
  /** The items of the unit and those below it; for the only branch of a unit, all of the unit's. */
  itemsOf(unit: UnitId, pipeline: string): Holding & { readonly items: readonly ItemFact[] };
  /** The look-points of supervision, and whether a supervisor has noted anything about the unit on each. */
  looksAt(unit: UnitId): readonly { readonly point: string; readonly noted: boolean }[];
}
