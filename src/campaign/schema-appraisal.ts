import { z } from 'zod';
import { parseDuration } from '../time/duration.ts';

const name = z.string().min(1);
const names = z.array(name).default([]);
const term = z.union([
  name.transform((word) => ({ name: word, also: [] as string[] })),
  z.strictObject({ name, also: names }),
]);
/** Counting fewer than three would tell how a person voted. */
const least = z.number().int().min(3);

/** Secret ballots on a unit's leadership and leaders. Whatever is left out is as in most notices. */
export const appraisalSections = {
  appraisal: z
    .strictObject({
      choices: z
        .array(term)
        .min(2)
        .prefault(['好', '较好', '一般', { name: '差', also: ['较差'] }]),
      aspects: z
        .array(term)
        .prefault(['形式主义', '官僚主义', '享乐主义', { name: '奢靡之风', also: ['奢靡'] }]),
      groups: z
        .array(
          z.strictObject({
            name,
            also: names,
            from: z.enum(['unit', 'others', 'named']).default('named'),
            category: names,
            role: names,
          }),
        )
        .min(1),
      least: least.default(10),
      least_group: least.default(3),
      ahead: z
        .string()
        .refine((text) => parseDuration(text, { day: 1, halfDay: 1 }) !== undefined, {
          error: '应为时长，如 半天、3小时',
        })
        .optional(),
    })
    .optional(),
};

export type AppraisalFile = z.infer<typeof appraisalSections.appraisal>;
