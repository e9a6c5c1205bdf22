import { z } from 'zod';
import { DEEDS } from '../records/records.ts';

const word = z.string().min(1);
const words = z.array(word).min(1);

const targetList = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, { error: '应为小写英文字母、数字和连字符，如 village-households' }),
  title: word,
  /** One list for everybody. */
  items: words.optional(),
  /** The units of these categories, as the roster has them. */
  units: words.optional(),
  /** Whose each list under `of` is. */
  per: z.enum(['unit', 'person', 'supervised']).optional(),
  of: z.record(word, words).optional(),
  ask: z.array(word).default([]),
  unless: word.optional(),
});

const deed = z.strictObject({
  deed: z.enum(DEEDS),
  lists: z.array(word).default([]),
  target: z.enum(['listed', 'household', 'named']).optional(),
  acts: z
    .array(
      z.union([
        word.transform((name) => ({ name, also: [] as string[] })),
        z.strictObject({ name: word, also: z.array(word).default([]) }),
      ]),
    )
    .default([]),
  for: z.strictObject({ role: z.array(word).default([]) }).prefault({}),
  apart: z.number().int().min(0).max(30).optional(),
});

/** What there is to visit, to read, to talk to; and which command logs it. */
export const deedSections = {
  lists: z.array(targetList).default([]),
  deeds: z.array(deed).default([]),
};

export type TargetListFile = z.infer<typeof targetList>;
export type DeedFile = z.infer<typeof deed>;
