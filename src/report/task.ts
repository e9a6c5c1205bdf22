import { z } from 'zod';

const ANSWER = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), content: z.instanceof(Uint8Array) }),
  z.strictObject({ ok: z.literal(false), why: z.string() }),
]);
export type TaskAnswer = z.infer<typeof ANSWER>;

/** @throws ZodError when it is nothing of the kind. */
export const taskAnswer = (message: unknown): TaskAnswer => ANSWER.parse(message);
