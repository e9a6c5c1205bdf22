import { z } from 'zod';
import type { ReviewStep } from '../records/records.ts';

/** Who reads documents, by the words the clerk uses for the roles. */
export const REVIEWER_WORDS = { 督导: 'supervisor', 办公室: 'office' } as const satisfies Record<
  string,
  ReviewStep
>;

const name = z.string().min(1);
const names = z.array(name).default([]);
const point = z.union([
  name.transform((word) => ({ name: word, also: [] as string[] })),
  z.strictObject({ name, also: names }),
]);

const document = z.strictObject({
  name,
  also: names,
  each: z.enum(['unit', 'branch']).default('unit'),
  points: z.array(point).default([]),
  review: z
    .array(
      z.enum(
        Object.keys(REVIEWER_WORDS) as [keyof typeof REVIEWER_WORDS, ...(keyof typeof REVIEWER_WORDS)[]],
      ),
    )
    .default([]),
});

const phase = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, { error: '应为小写英文字母、数字和连字符，如 study' }),
  title: name,
  requires: names,
  consent: z.enum(['office', 'above']).default('office'),
  activities: names,
  documents: names,
});

/** What units send up and who reads it, and the phases of the campaign. */
export const documentSections = {
  documents: z.array(document).default([]),
  phases: z.array(phase).default([]),
};

export type DocumentFile = z.infer<typeof document>;
export type PhaseFile = z.infer<typeof phase>;
