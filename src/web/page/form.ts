import type Koa from 'koa';
import rawBody from 'raw-body';
import type { z } from 'zod';
import { PageMistake } from './mistake.ts';

/** Bytes; what people write into a form is short. */
const LIMIT = 16 * 1024;
const FORM = 'application/x-www-form-urlencoded';

/** The fields of a form as the schema wants them. Throws a {@link PageMistake} for anything else. */
export async function readForm<Form>(
  context: Koa.Context,
  schema: z.ZodType<Form>,
  limit = LIMIT,
): Promise<Form> {
  const { headers } = context.req;
  const [type = ''] = (headers['content-type'] ?? '').split(';', 1);
  if (type.trim().toLowerCase() !== FORM || (headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new PageMistake(415);
  const parsed = schema.safeParse(fieldsOf(await whole(context, limit)));
  if (!parsed.success) throw new PageMistake(400);
  return parsed.data;
}

async function whole(context: Koa.Context, limit: number): Promise<string> {
  try {
    const length = context.req.headers['content-length'] ?? null;
    return await rawBody(context.req, { limit, length, encoding: 'utf-8' });
  } catch (error) {
    // The rest is not read: the connection ends with the answer.
    context.set('Connection', 'close');
    const large = error instanceof Error && 'status' in error && error.status === 413;
    throw new PageMistake(large ? 413 : 400, { cause: error });
  }
}

/** A field that is there several times, as ticked boxes are, is a list. */
function fieldsOf(body: string): Record<string, string | string[]> {
  const fields = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
