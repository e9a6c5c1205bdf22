import type { PersonId, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { Day } from '../time/zone.ts';

/** Unique over all ledgers; made from the message that caused the record, so that a retry makes the same one. */
export type RecordId = string & { readonly __record: true };

/** SHA-256 of a stored file's content, lower-case hex. */
export type FileHash = string & { readonly __file: true };

export const ATTENDANCE_MODES = ['现场', '线上', '送学上门'] as const;
export type AttendanceMode = (typeof ATTENDANCE_MODES)[number];

export const EVIDENCE_PIECES = ['记录', '信息', '照片'] as const;
export type EvidencePiece = (typeof EVIDENCE_PIECES)[number];

interface Fact {
  readonly id: RecordId;
  readonly at: Instant;
  /** Who said so; `system` for what the bot notes itself. */
  readonly by: PersonId | 'system';
}

export interface StoredFile {
  readonly hash: FileHash;
  readonly name: string;
  readonly bytes: number;
  /** Told from the content, never from the name. */
  readonly type:
    | 'image/png'
    | 'image/jpeg'
    | 'image/gif'
    | 'text/plain'
    | 'application/pdf'
    | 'application/zip'
    | 'application/octet-stream';
}

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
}

/** The correction of another record: it no longer counts. Nothing is ever removed. */
export interface RecordVoided extends Fact {
  readonly kind: 'record.voided';
  readonly target: RecordId;
  readonly reason: string;
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
  | RecordVoided
  | DeliveryNoted;

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
  'record.voided',
  'delivery.noted',
];
