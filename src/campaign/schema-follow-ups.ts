import { z } from 'zod';

const name = z.string().min(1);
const names = z.array(name);
const term = z.union([
  name.transform((word) => ({ name: word, also: [] as string[] })),
  z.strictObject({ name, also: names.default([]) }),
]);
const YES = { name: '是', also: ['是的', '做到了'] };
const NO = { name: '否', also: ['不是', '没有', '没做到'] };

const checklist = z.strictObject({
  name,
  also: names.default([]),
  each: z.enum(['unit', 'branch']).default('unit'),
  points: names.min(1).max(30),
  /** Answers after which nothing is left to do, and those after which something is. */
  enough: z.array(term).min(1).prefault([YES]),
  not_enough: z.array(term).min(1).prefault([NO]),
});

const pipeline = z.strictObject({
  name,
  also: names.default([]),
  stages: z.array(term).min(2),
  types: z.array(term).default([]),
  goal: z.boolean().default(false),
});

/** What is asked again and again until it is done: checklists, items with dates, what supervisors look at, and models. */
export const followUpSections = {
  checklists: z.array(checklist).default([]),
  pipelines: z.array(pipeline).default([]),
  lookpoints: z.array(term).default([]),
  nudges: z.strictObject({ weekly: z.number().int().min(0).max(7).default(1) }).prefault({}),
  exemplars: z
    .array(z.strictObject({ award: name, also: names.default([]), category: names.default([]) }))
    .default([]),
};
