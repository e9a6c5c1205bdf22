import { z } from 'zod';
import { Said } from './wire.ts';

/** What the load generator has to do: say all of it, so many at once, and find these words in every answer. */
export const Order = z.object({
  url: z.string(),
  atOnce: z.int().positive(),
  expect: z.string(),
  said: z.array(Said).min(1),
});
export type Order = z.infer<typeof Order>;

/** How one round went. Times in milliseconds. */
export const Round = z.object({ perSecond: z.number(), p50: z.number(), p99: z.number() });
export type Round = z.infer<typeof Round>;

/** Where a server listens, and the processor time it has used so far, in microseconds. */
export const Serving = z.object({
  url: z.string(),
  cpu: z.object({ user: z.number(), system: z.number() }),
});
export type Serving = z.infer<typeof Serving>;
