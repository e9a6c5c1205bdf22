import type { EvidencePiece, RecordId } from '../ledger/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { Day } from '../time/zone.ts';

/** A session as a measure sees it, from the side of one unit. */
export interface SessionFact {
  readonly id: RecordId;
  /** Who held it. */
  readonly unit: UnitId;
  readonly activity: string;
  readonly topic: string | null;
  readonly mode: string | null;
  readonly title: string;
  readonly start: Instant;
  readonly day: Day;
  /** Settled length, or null while it is still open. */
  readonly minutes: number | null;
  /** People of the asking unit who were there. */
  readonly present: number;
}

export interface EssayFact {
  readonly id: RecordId;
  readonly topic: string;
  readonly at: Instant;
  readonly length: number;
}

/** What a measure may ask of the ledgers. Voided records are never seen. */
export interface Facts {
  /** Sessions that count for the unit: held by it, by a unit above it, or joined by either; oldest first. */
  sessionsFor(unit: UnitId): readonly SessionFact[];
  /** Sessions held by the unit or by one below it; oldest first. */
  sessionsHeldIn(unit: UnitId): readonly SessionFact[];
  evidenceOf(session: RecordId): ReadonlySet<EvidencePiece>;
  /** Oldest first. */
  essaysBy(person: PersonId): readonly EssayFact[];
  /** The branches of a unit; the unit itself when it has none. */
  branchesOf(unit: UnitId): readonly UnitId[];
}
