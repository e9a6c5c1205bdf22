import type { IncomingMessage } from 'node:http';
import rawBody from 'raw-body';
import { z } from 'zod';

const LIMIT = 1024 * 1024;

/** What was read, or the HTTP status to refuse it with. */
export type Body<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: 400 | 408 | 413 | 415 };

// Older samples of Tencent's write the name with a capital. Nothing but these is ever looked at.
const encryptedBody = z
  .union([
    z.object({ encrypt: z.string() }),
    z.object({ Encrypt: z.string() }).transform(({ Encrypt }) => ({ encrypt: Encrypt })),
  ])
  .transform(({ encrypt }) => encrypt);

/** The `encrypt` of a callback's JSON body: at most 1 MB, not compressed, all there within so many milliseconds. */
export async function readEncrypted(request: IncomingMessage, within: number): Promise<Body<string>> {
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return { ok: false, status: 415 };
  const body = await readText(request, within);
  if (!body.ok) return body;
  const parsed = encryptedBody.safeParse(parseJson(body.value));
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, status: 400 };
}

async function readText(request: IncomingMessage, within: number): Promise<Body<string>> {
  const late = Promise.withResolvers<Body<string>>();
  const timer = setTimeout(() => late.resolve({ ok: false, status: 408 }), within);
  try {
    return await Promise.race([whole(request), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function whole(request: IncomingMessage): Promise<Body<string>> {
  try {
    const length = request.headers['content-length'] ?? null;
    return { ok: true, value: await rawBody(request, { limit: LIMIT, length, encoding: 'utf-8' }) };
  } catch (error) {
    const large = error instanceof Error && 'status' in error && error.status === 413;
    return { ok: false, status: large ? 413 : 400 };
  }
}

/** The parsed JSON, undefined when the text is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
