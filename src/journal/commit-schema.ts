import { z } from 'zod';
import { appraisalRecords } from '../records/kinds/appraisal-schema.ts';
import {
  contents,
  day,
  fact,
  instant,
  minutes,
  person,
  recordId,
  storedFile,
  text,
  unit,
} from '../records/kinds/atoms.ts';
import { deedRecords } from '../records/kinds/deeds-schema.ts';
import { documentSchemas } from '../records/kinds/documents-schema.ts';
import { followUpRecords } from '../records/kinds/follow-ups-schema.ts';
import { opinionRecords } from '../records/kinds/opinions-schema.ts';
import { ATTENDANCE_MODES, EVIDENCE_PIECES, type LedgerRecord } from '../records/records.ts';
import type { Commit } from './commit.ts';
import type { Addressed, Card, Outgoing } from './outgoing.ts';

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
    chair: person.exactOptional(),
  }),
  z.looseObject({ ...fact, kind: z.literal('session.closed'), session: recordId, minutes }),
  z.looseObject({
    ...fact,
    kind: z.literal('attended'),
    session: recordId,
    person,
    mode: z.enum(ATTENDANCE_MODES),
    late: text.nullable(),
    group: text.exactOptional(),
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
  z.looseObject({
    ...fact,
    kind: z.literal('file.received'),
    person,
    file: storedFile,
    contents: contents.exactOptional(),
  }),
  z.looseObject({ ...fact, kind: z.literal('chat.opened'), person, chat: text }),
  z.looseObject({ ...fact, kind: z.literal('record.voided'), target: recordId, reason: text }),
  z.looseObject({ ...fact, kind: z.literal('doubt.settled'), doubt: text, note: text }),
  z.looseObject({
    ...fact,
    kind: z.literal('delivery.noted'),
    key: text,
    state: z.enum(['attempted', 'sent', 'refused', 'unknown', 'abandoned']),
    detail: text,
  }),
  ...appraisalRecords,
  ...deedRecords,
  ...documentSchemas,
  ...followUpRecords,
  ...opinionRecords,
]);

const card: z.ZodType<Card> = z.looseObject({
  id: text.regex(/^[\w@-]{1,128}$/),
  title: text,
  lines: z.array(text),
  choices: z.array(z.looseObject({ label: text, says: text })).max(6),
});

const outgoing: z.ZodType<Outgoing> = z.looseObject({
  key: text,
  to: z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('group'), unit }),
    z.looseObject({ kind: z.literal('person'), person, aloud: unit.exactOptional() }),
  ]),
  content: z.discriminatedUnion('type', [
    z.looseObject({
      type: z.literal('markdown'),
      text,
      tabled: text.exactOptional(),
      mention: z.array(person),
    }),
    z.looseObject({ type: z.literal('card'), card, text }),
    z.looseObject({ type: z.literal('image'), file: storedFile }),
    z.looseObject({ type: z.literal('file'), file: storedFile }),
  ]),
  covers: z.array(text),
  nudges: z.array(person),
  expires: instant.nullable(),
});

const addressed: z.ZodType<Addressed> = z.looseObject({ unit, message: outgoing });

/** What a commit must be to be written. */
export const commitSchema: z.ZodType<Commit> = z.looseObject({
  cause: text.min(1),
  at: instant,
  records: z.array(record),
  outbox: z.array(addressed),
});
