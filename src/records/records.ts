import type { PersonId, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { Day } from '../time/zone.ts';
import type { FileContents } from './contents.ts';
import type { Fact, RecordId, StoredFile } from './fact.ts';
import { APPRAISAL_KINDS, type AppraisalRecord } from './kinds/appraisal.ts';
import { DEED_KINDS, type DeedRecord } from './kinds/deeds.ts';
import { DOCUMENT_KINDS, type DocumentRecord } from './kinds/documents.ts';
import { FOLLOW_UP_KINDS, type FollowUpRecord } from './kinds/follow-ups.ts';
import { OPINION_KINDS, type OpinionRecord } from './kinds/opinions.ts';

export type { FileContents } from './contents.ts';
export type { Fact, FileHash, RecordId, StoredFile } from './fact.ts';

export const ATTENDANCE_MODES = ['现场', '线上', '送学上门'] as const;
export type AttendanceMode = (typeof ATTENDANCE_MODES)[number];

export const EVIDENCE_PIECES = ['记录', '信息', '照片'] as const;
export type EvidencePiece = (typeof EVIDENCE_PIECES)[number];

export interface GroupBound extends Fact {
  readonly kind: 'group.bound';
  readonly unit: UnitId;
  readonly chat: string;
}

export interface SessionOpened extends Fact {
  readonly kind: 'session.opened';
  readonly unit: UnitId;
  readonly activity: string;
  readonly topic: string | null;
  readonly title: string;
  /** One of the campaign's session modes (five-modes), or null when not said. */
  readonly mode: string | null;
  readonly start: Instant;
  /** How long it is meant to last; the real length is settled when it is closed. */
  readonly minutes: number | null;
  readonly joined: readonly UnitId[];
  /** Sign-in code to be typed with 签到, or null for none. */
  readonly code: string | null;
  /** Who chairs it or speaks at it; absent where nobody was named. */
  readonly chair?: PersonId;
}

export interface SessionClosed extends Fact {
  readonly kind: 'session.closed';
  readonly session: RecordId;
  readonly minutes: number;
}

export interface Attended extends Fact {
  readonly kind: 'attended';
  readonly session: RecordId;
  readonly person: PersonId;
  readonly mode: AttendanceMode;
  /** Entered afterwards (补签), and why; null for a check-in on the spot. */
  readonly late: string | null;
  /** As which of the campaign's groups of people, 职工代表; absent where it was not said. */
  readonly group?: string;
}

export interface LeaveTaken extends Fact {
  readonly kind: 'leave.taken';
  readonly person: PersonId;
  /** Leave from one session, or null for days of leave. */
  readonly session: RecordId | null;
  readonly from: Day;
  readonly to: Day;
  readonly reason: string;
}

export interface EssayWritten extends Fact {
  readonly kind: 'essay.written';
  readonly person: PersonId;
  readonly topic: string;
  readonly text: string | null;
  readonly file: StoredFile | null;
  /** Characters of text without white space; 0 for a file whose text is not known. */
  readonly length: number;
}

export interface EvidenceGiven extends Fact {
  readonly kind: 'evidence.given';
  readonly session: RecordId;
  readonly piece: EvidencePiece;
  readonly text: string | null;
  readonly file: StoredFile | null;
}

/** A file that came without saying what it is for; a later command may take it. */
export interface FileReceived extends Fact {
  readonly kind: 'file.received';
  readonly person: PersonId;
  readonly file: StoredFile;
  /** What was read out of it; absent in older ledgers. */
  readonly contents?: FileContents;
}

/** The person has spoken to the bot in private, so that it may write to them there: https://developer.work.weixin.qq.com/document/path/101463 */
export interface ChatOpened extends Fact {
  readonly kind: 'chat.opened';
  readonly person: PersonId;
  /** What the platform calls the person, letter for letter. */
  readonly chat: string;
}

/** The correction of another record: it no longer counts. Nothing is ever removed. */
export interface RecordVoided extends Fact {
  readonly kind: 'record.voided';
  readonly target: RecordId;
  readonly reason: string;
}

/** Somebody in charge has looked again at records that seemed doubtful. It changes no count. */
export interface DoubtSettled extends Fact {
  readonly kind: 'doubt.settled';
  /** The key of the doubt: what was looked at, and as it was then. */
  readonly doubt: string;
  /** What was found, in their words. */
  readonly note: string;
}

export type DeliveryState = 'attempted' | 'sent' | 'refused' | 'unknown' | 'abandoned';

/** What became of an outgoing message. `attempted` is written before the platform is called, so that a crash in between is known. */
export interface DeliveryNoted extends Fact {
  readonly kind: 'delivery.noted';
  readonly key: string;
  readonly state: DeliveryState;
  /** Words for the office; never holds a secret or a message body. */
  readonly detail: string;
}

export type LedgerRecord =
  | GroupBound
  | SessionOpened
  | SessionClosed
  | Attended
  | LeaveTaken
  | EssayWritten
  | EvidenceGiven
  | FileReceived
  | ChatOpened
  | RecordVoided
  | DoubtSettled
  | DeliveryNoted
  | AppraisalRecord
  | DeedRecord
  | DocumentRecord
  | FollowUpRecord
  | OpinionRecord;

export type RecordKind = LedgerRecord['kind'];

export const RECORD_KINDS: readonly RecordKind[] = [
  'group.bound',
  'session.opened',
  'session.closed',
  'attended',
  'leave.taken',
  'essay.written',
  'evidence.given',
  'file.received',
  'chat.opened',
  'record.voided',
  'doubt.settled',
  'delivery.noted',
  ...APPRAISAL_KINDS,
  ...DEED_KINDS,
  ...DOCUMENT_KINDS,
  ...FOLLOW_UP_KINDS,
  ...OPINION_KINDS,
];
