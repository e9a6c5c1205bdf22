import { z } from 'zod';
import type { Order } from './draft.ts';

/** What the worker is asked. */
export interface Task {
  readonly number: number;
  readonly order: Order;
}

const ANSWER = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), number: z.int(), content: z.instanceof(Uint8Array) }),
  z.strictObject({ ok: z.literal(false), number: z.int(), why: z.string() }),
]);
export type TaskAnswer = z.infer<typeof ANSWER>;

/** @throws ZodError when it is nothing of the kind. */
export const taskAnswer = (message: unknown): TaskAnswer => ANSWER.parse(message);
