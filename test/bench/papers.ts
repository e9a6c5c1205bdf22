import { z } from 'zod';
import { Listening } from './load.ts';

/** Asks for a document of about so many bytes; each seed has its own text. */
export const PaperWish = z.object({ bytes: z.int().positive(), seed: z.int() });
export type PaperWish = z.infer<typeof PaperWish>;

/** A document that can be fetched, encrypted, and how many characters its text has. */
export const Paper = z.object({ ...Listening.shape, characters: z.int() });
export type Paper = z.infer<typeof Paper>;

/** Somebody hands in a document as an essay. */
export const HandingIn = z.object({ callback: z.string(), from: z.string(), paper: Paper });
export type HandingIn = z.infer<typeof HandingIn>;

/** Milliseconds something took. */
export const Took = z.object({ took: z.number() });
export type Took = z.infer<typeof Took>;
