import { z } from 'zod';

/** What a call is answered with. */
export interface ApiAnswer {
  readonly errcode: number;
  readonly errmsg: string;
  readonly [field: string]: unknown;
}

/** Ends a call with an errcode. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly errcode: number;

  constructor(errcode: number, errmsg: string) {
    super(errmsg);
    this.errcode = errcode;
  }
}

/** What a call comes to: errcode 0 and what it answers, or why it was refused. */
export function answered(perform: () => object): ApiAnswer {
  try {
    return { errcode: 0, errmsg: 'ok', ...perform() };
  } catch (error) {
    if (error instanceof Refusal) return { errcode: error.errcode, errmsg: error.message };
    throw error;
  }
}

/** Throws a Refusal unless the JSON is of this shape. */
export function check<Out>(schema: z.ZodType<Out>, json: unknown): Out {
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new Refusal(40058, `invalid parameter: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

const Typed = z.object({ msgtype: z.string() });

/** The kind of a message; undefined for what is none. */
export const typeOf = (json: unknown): string | undefined => Typed.safeParse(json).data?.msgtype;
