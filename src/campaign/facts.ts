import type { EvidencePiece, RecordId } from '../records/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { Day } from '../time/zone.ts';
import type { AppraisalFacts } from './facts/appraisal.ts';
import type { DeedFacts } from './facts/deeds.ts';
import type { DocumentFacts } from './facts/documents.ts';
import type { FollowUpFacts } from './facts/follow-ups.ts';
import type { OpinionFacts } from './facts/opinions.ts';
import type { Turnout, Whom } from './quorum.ts';

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
  /** The length it was announced with, in minutes; null where none was. */
  readonly planned: number | null;
  /** Settled length, or null while it is still open. */
  readonly minutes: number | null;
  /** How many of the asking unit were there, of those it calls. */
  turnout(whom: Whom): Turnout;
}

/** What somebody has studied for a session they missed. */
export interface MakeupFact {
  readonly session: SessionFact;
  /** Whether a secretary has still to look at it, has found it done, or has sent it back. */
  readonly stage: 'waiting' | 'passed' | 'returned';
  /** Why it was sent back. */
  readonly reason: string | null;
}

export interface EssayFact {
  readonly id: RecordId;
  readonly topic: string;
  readonly at: Instant;
  readonly length: number;
}

/** Sessions and what belongs to them. */
export interface SessionFacts {
  /** Sessions that count for the unit: held by it, by a unit above it, or joined by either; oldest first. */
  sessionsFor(unit: UnitId): readonly SessionFact[];
  /** Sessions that called the person, each at the home they had then; oldest first. */
  sessionsCalling(person: PersonId, home: UnitId): readonly SessionFact[];
  /** Sessions held by the unit itself; oldest first. */
  sessionsHeldBy(unit: UnitId): readonly SessionFact[];
  /** Sessions held by the unit or by one below it; oldest first. */
  sessionsHeldIn(unit: UnitId): readonly SessionFact[];
  /** Sessions held or joined by the unit or by one below it; oldest first. */
  sessionsSharedIn(unit: UnitId): readonly SessionFact[];
  evidenceOf(session: RecordId): ReadonlySet<EvidencePiece>;
  /** Sessions the person was at; the turnout is that of the side that came in greater part, the holder's or their own. Oldest first. */
  attendedBy(person: PersonId): readonly SessionFact[];
  /** What the person studied for sessions they missed; oldest first. */
  makeupsBy(person: PersonId): readonly MakeupFact[];
  /** Whether the person had leave from the session or on its day. */
  isOnLeave(person: PersonId, session: SessionFact): boolean;
  /** Sessions the person chaired or spoke at; oldest first. */
  ledBy(person: PersonId): readonly SessionFact[];
  /** How many were there of each of the campaign's groups of people; '' for those of no group. */
  groupsAt(session: RecordId): ReadonlyMap<string, number>;
  /** Names of those at the session who belong to no group that anybody knows of. */
  groupless(session: RecordId): readonly string[];
  /** How many people a unit has, those below it included. */
  peopleOf(unit: UnitId): number;
  /** Whether somebody of the unit who is not retired was elsewhere than at the session. */
  leavesSomebody(session: RecordId, unit: UnitId): boolean;
  /** Those of a unit who have to come to what calls these people. */
  peopleDue(unit: UnitId, whom: Whom): readonly PersonId[];
  /** Whether anybody there has to come to what calls these people. */
  asksSomebody(unit: UnitId, whom: Whom): boolean;
  /** The branches of a unit; the unit itself when it has none. */
  branchesOf(unit: UnitId): readonly UnitId[];
}

/** What a measure may ask of the ledgers. Voided records are never seen. */
export interface Facts
  extends SessionFacts,
    AppraisalFacts,
    DeedFacts,
    OpinionFacts,
    DocumentFacts,
    FollowUpFacts {
  /** Oldest first. */
  essaysBy(person: PersonId): readonly EssayFact[];
  /** What a unit is called. */
  titleOf(unit: UnitId): string;
}
