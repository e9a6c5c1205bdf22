import { z } from 'zod';
import { instant, person, text, unit } from '../records/fields.ts';
import { recordSchema, storedFile } from '../records/records.ts';
import type { Commit } from './commit.ts';
import type { Addressed, Card, Outgoing } from './outgoing.ts';

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
  records: z.array(recordSchema),
  outbox: z.array(addressed),
});
