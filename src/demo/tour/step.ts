import { z } from 'zod';

/** Where something is said: the branch's own group, the office's, or in private. */
const place = z.enum(['branch', 'office', 'private']);
export type Place = z.infer<typeof place>;

const said = { from: z.string(), in: place };

/** Something that is really done on the stand-in platform. */
const act = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('say'),
    ...said,
    /** `{name}` stands for what an earlier answer has been asked for. */
    text: z.string(),
    picture: z.boolean().exactOptional(),
    /** Keeps what the pattern's first group finds in the answer, under this name. */
    keep: z
      .strictObject({ as: z.string(), pattern: z.string().transform((pattern) => new RegExp(pattern)) })
      .exactOptional(),
  }),
  z.strictObject({ do: z.literal('send'), from: z.string(), file: z.string(), words: z.string() }),
  /** A button of the newest card there that has it. */
  z.strictObject({ do: z.literal('tap'), ...said, button: z.string() }),
  /** Ahead by so many hours, to the next reminder in the branch's group, or to the next digest. */
  z.strictObject({
    do: z.literal('wait'),
    for: z.union([z.enum(['reminder', 'digest']), z.strictObject({ hours: z.number() })]),
  }),
]);
export type Act = z.infer<typeof act>;

export const step = z.strictObject({
  title: z.string(),
  /** What happens and why it matters, in plain words. */
  text: z.string(),
  /** Who the visitor is, and where, when the step has been performed. */
  me: z.string(),
  in: place,
  acts: z.array(act),
});
export type Step = z.infer<typeof step>;
