import { z } from 'zod';
import { day, fact, person, text, unit } from './atoms.ts';
import { DEEDS } from './deeds.ts';

const deed = { ...fact, unit, person, deed: z.enum(DEEDS), target: text, day, note: text };

/** The shapes of the records about deeds, for the union of all records. */
export const deedRecords = [
  z.looseObject({ ...deed, kind: z.literal('deed.logged'), act: text.nullable() }),
  z.looseObject({ ...deed, kind: z.literal('deed.planned') }),
] as const;
