import type { IncomingMessage } from 'node:http';
import rawBody from 'raw-body';
import { z } from 'zod';
import { parseJson } from '../../json.ts';

const LIMIT = 1024 * 1024;

/** What was read, or the HTTP status to refuse it with. */
export type Body =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly status: 400 | 408 | 413 | 415 };

/** A callback's body: at most 1 MB, not compressed, all there within so many milliseconds. */
export async function readBody(request: IncomingMessage, within: number): Promise<Body> {
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return { ok: false, status: 415 };
  const late = Promise.withResolvers<Body>();
  const timer = setTimeout(() => late.resolve({ ok: false, status: 408 }), within);
  try {
    return await Promise.race([whole(request), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function whole(request: IncomingMessage): Promise<Body> {
  try {
    const length = request.headers['content-length'] ?? null;
    return { ok: true, text: await rawBody(request, { limit: LIMIT, length, encoding: 'utf-8' }) };
  } catch (error) {
    const large = error instanceof Error && 'status' in error && error.status === 413;
    return { ok: false, status: large ? 413 : 400 };
  }
}

// Older samples of Tencent's write the name with a capital. Nothing but these is ever looked at.
const encryptedBody = z
  .union([
    z.object({ encrypt: z.string() }),
    z.object({ Encrypt: z.string() }).transform(({ Encrypt }) => ({ encrypt: Encrypt })),
  ])
  .transform(({ encrypt }) => encrypt);

/** The `encrypt` of a 智能机器人's JSON body. */
export const encryptedIn = (body: string): string | undefined =>
  encryptedBody.safeParse(parseJson(body)).data;
