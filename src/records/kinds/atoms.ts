import { z } from 'zod';
import type { PersonId, UnitId } from '../../roster/roster.ts';
import { type Day, isDay } from '../../time/zone.ts';
import { type FileContents, UNREAD_REASONS } from '../contents.ts';
import type { FileHash, RecordId, StoredFile } from '../fact.ts';

// What records are made of, as read back from a ledger. Loose throughout: a field that a later version adds is kept, not refused.
export const person = z.custom<PersonId>((value) => typeof value === 'string');
export const recordId = z.custom<RecordId>((value) => typeof value === 'string');
export const day = z.custom<Day>((value) => typeof value === 'string' && isDay(value));
const hash = z.custom<FileHash>((value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value));
// A lone surrogate has no bytes of its own, so two such units could share a file.
export const unit = z.custom<UnitId>(
  (value) => typeof value === 'string' && value !== '' && value.isWellFormed(),
);
export const text = z.string();
export const instant = z.number();
export const minutes = z.number();

export const storedFile: z.ZodType<StoredFile> = z.looseObject({
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

export const contents: z.ZodType<FileContents> = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('text'), text, cut: z.boolean() }),
  z.looseObject({ kind: z.literal('picture') }),
  z.looseObject({ kind: z.literal('scan'), pages: z.number() }),
  z.looseObject({ kind: z.literal('unread'), why: z.enum(UNREAD_REASONS) }),
]);

/** What every record says of itself. */
export const fact = { id: recordId, at: instant, by: person };
