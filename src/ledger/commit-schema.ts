import { z } from 'zod';
import type { PersonId, UnitId } from '../roster/roster.ts';
import { type Day, isDay } from '../time/zone.ts';
import type { Commit } from './ledger.ts';
import type { Outgoing } from './outgoing.ts';
import {
  ATTENDANCE_MODES,
  EVIDENCE_PIECES,
  type FileHash,
  type LedgerRecord,
  type RecordId,
  type StoredFile,
} from './records.ts';

// Loose throughout: a field that a later version adds is kept, not refused.
const person = z.custom<PersonId>((value) => typeof value === 'string');
const recordId = z.custom<RecordId>((value) => typeof value === 'string');
const day = z.custom<Day>((value) => typeof value === 'string' && isDay(value));
const hash = z.custom<FileHash>((value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));
// A lone surrogate has no bytes of its own, so two such units could share a file.
const unit = z.custom<UnitId>((value) => typeof value === 'string' && value !== '' && value.isWellFormed());
const text = z.string();
const instant = z.number();
const minutes = z.number();

const storedFile: z.ZodType<StoredFile> = z.looseObject({
  hash,
  name: text,
  bytes: z.number(),
  type: z.enum([
    'image/png',
    'image/jpeg',
    'image/gif',
    'text/plain',
    'application/pdf',
    'application/zip',
    'application/octet-stream',
  ]),
});

const fact = { id: recordId, at: instant, by: person };

const record: z.ZodType<LedgerRecord> = z.discriminatedUnion('kind', [
  z.looseObject({ ...fact, kind: z.literal('group.bound'), unit, chat: text }),
  z.looseObject({
    ...fact,
    kind: z.literal('session.opened'),
    unit,
    activity: text,
    topic: text.nullable(),
    title: text,
    mode: text.nullable(),
    start: instant,
    minutes: minutes.nullable(),
    joined: z.array(unit),
    code: text.nullable(),
  }),
  z.looseObject({ ...fact, kind: z.literal('session.closed'), session: recordId, minutes }),
  z.looseObject({
    ...fact,
    kind: z.literal('attended'),
    session: recordId,
    person,
    mode: z.enum(ATTENDANCE_MODES),
    late: text.nullable(),
  }),
  z.looseObject({
    ...fact,
    kind: z.literal('leave.taken'),
    person,
    session: recordId.nullable(),
    from: day,
    to: day,
    reason: text,
  }),
  z.looseObject({
    ...fact,
    kind: z.literal('essay.written'),
    person,
    topic: text,
    text: text.nullable(),
    file: storedFile.nullable(),
    length: z.number(),
  }),
  z.looseObject({
    ...fact,
    kind: z.literal('evidence.given'),
    session: recordId,
    piece: z.enum(EVIDENCE_PIECES),
    text: text.nullable(),
    file: storedFile.nullable(),
  }),
  z.looseObject({ ...fact, kind: z.literal('file.received'), person, file: storedFile }),
  z.looseObject({ ...fact, kind: z.literal('record.voided'), target: recordId, reason: text }),
  z.looseObject({
    ...fact,
    kind: z.literal('delivery.noted'),
    key: text,
    state: z.enum(['attempted', 'sent', 'refused', 'unknown', 'abandoned']),
    detail: text,
  }),
]);

const outgoing: z.ZodType<Outgoing> = z.looseObject({
  key: text,
  to: z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('group'), unit }),
    z.looseObject({ kind: z.literal('person'), person }),
  ]),
  content: z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('markdown'), text, mention: z.array(person) }),
    z.looseObject({ type: z.literal('image'), file: storedFile }),
    z.looseObject({ type: z.literal('file'), file: storedFile }),
  ]),
  covers: z.array(text),
  nudges: z.array(person),
  expires: instant.nullable(),
});

/** What a commit must be to be written, and what a line must hold to be believed. */
export const commitSchema: z.ZodType<Commit> = z.looseObject({
  unit,
  cause: text.min(1),
  at: instant,
  records: z.array(record),
  outbox: z.array(outgoing),
  reply: text.nullable(),
});
