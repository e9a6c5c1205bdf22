import { z } from 'zod';
import { Said } from './wire.ts';

/** What a load generator has to do: say all of it, so many at once, and find these words in every answer. */
export const Order = z.object({
  /** The address of a callback, or the id of a bot that is connected. */
  to: z.string(),
  atOnce: z.int().positive(),
  expect: z.string(),
  said: z.array(Said).min(1),
});
export type Order = z.infer<typeof Order>;

/** How one round went. Times in milliseconds. */
export const Round = z.object({ perSecond: z.number(), p50: z.number(), p99: z.number() });
export type Round = z.infer<typeof Round>;

/** The processor time a server has used so far, in microseconds. */
export const Usage = z.object({ cpu: z.object({ user: z.number(), system: z.number() }) });
export type Usage = z.infer<typeof Usage>;

/** Where a server listens. */
export const Listening = z.object({ url: z.string() });
export type Listening = z.infer<typeof Listening>;

/** Throws unless the answer holds the words. */
export function confirm(answer: string, expect: string): void {
  if (!answer.includes(expect)) throw new Error(`expected “${expect}”, the answer was: ${answer}`);
}
