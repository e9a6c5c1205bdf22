import { z } from 'zod';
import { fact, recordId, storedFile, text, unit } from './atoms.ts';
import { REVIEW_STEPS, VERDICTS } from './documents.ts';

export const documentSchemas = [
  z.looseObject({
    ...fact,
    kind: z.literal('document.sent'),
    unit,
    type: text,
    version: z.number(),
    number: z.number(),
    text: text.nullable(),
    file: storedFile.nullable(),
    points: z.array(text),
  }),
  z.looseObject({
    ...fact,
    kind: z.literal('document.reviewed'),
    document: recordId,
    step: z.enum(REVIEW_STEPS),
    verdict: z.enum(VERDICTS),
    reason: text.nullable(),
  }),
  z.looseObject({ ...fact, kind: z.literal('phase.consented'), phase: text, words: text }),
  z.looseObject({ ...fact, kind: z.literal('phase.advanced'), phase: text }),
] as const;
