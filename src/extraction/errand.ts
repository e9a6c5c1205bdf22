import { z } from 'zod';
import { type FileContents, UNREAD_REASONS } from '../records/records.ts';
import type { Limits } from './limits.ts';

/** What a worker is given when it starts. */
export interface Errand {
  readonly content: Uint8Array;
  readonly limits: Limits;
}

const ANSWER: z.ZodType<FileContents> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string(), cut: z.boolean() }),
  z.strictObject({ kind: z.literal('picture') }),
  z.strictObject({ kind: z.literal('scan'), pages: z.int() }),
  z.strictObject({ kind: z.literal('unread'), why: z.enum(UNREAD_REASONS) }),
]);

/** What a worker answered. @throws ZodError when it is nothing of the kind: the worker is not to be trusted. */
export const answerOf = (message: unknown): FileContents => ANSWER.parse(message);
