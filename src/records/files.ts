import { z } from 'zod';
import { fileHash, type Held, object, text } from './fields.ts';

/** A file that people sent. */
export const storedFile = object({
  hash: fileHash,
  name: text,
  bytes: z.number(),
  /** Told from the content, never from the name. */
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
export type StoredFile = Held<typeof storedFile>;

export const UNREAD_REASONS = [
  'encrypted',
  'old-format',
  'damaged',
  'too-large',
  'too-slow',
  'not-a-document',
] as const;
export type UnreadReason = (typeof UNREAD_REASONS)[number];

/** What could be read out of a file. */
export const fileContents = z.discriminatedUnion('kind', [
  object({
    kind: z.literal('text'),
    text,
    /** Longer than is kept: the end is missing. */
    cut: z.boolean(),
  }),
  object({ kind: z.literal('picture') }),
  /** Pages without any text: the file is kept, and said to be a scan. */
  object({ kind: z.literal('scan'), pages: z.number() }),
  object({ kind: z.literal('unread'), why: z.enum(UNREAD_REASONS) }),
]);
export type FileContents = Held<typeof fileContents>;
