import type { z } from 'zod';
import { parseJson } from '../json.ts';
import { readAtMost } from './download.ts';

/** More than any answer that is JSON. */
const JSON_LIMIT = 1024 * 1024;

/** Nobody who knows answered. */
export type Unanswered =
  /** Something on the way answered instead of WeCom. */
  | { readonly kind: 'status'; readonly status: number }
  /** There was no connection, so nothing was handed over. */
  | { readonly kind: 'unreachable' }
  /** Handed over, perhaps, but not answered in a way one can rely on. */
  | { readonly kind: 'unclear' };

/** How a call to the platform ended; `T` is what an answer holds. */
export type Ending<T extends object> = ({ readonly kind: 'answered' } & T) | Unanswered;

export interface Response {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when it is longer than the limit. */
  readonly body: Buffer | undefined;
}

/** What is asked; one connection is used once. */
export interface Request {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
}

/** One request, and its response of at most `limit` bytes within `timeout` milliseconds. Never rejects, and shows nobody the address. */
export async function exchange(
  url: string,
  { headers, ...init }: Request,
  timeout: number,
  limit: number,
): Promise<Response | Exclude<Unanswered, { kind: 'status' }>> {
  try {
    const response = await fetch(url, {
      ...init,
      // A kept connection may die in the very moment of sending, and then nobody knows what became of the message.
      headers: { ...headers, connection: 'close' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeout),
    });
    const { status } = response;
    return {
      kind: 'response',
      status,
      headers: response.headers,
      body: await readAtMost(response.body, limit),
    };
  } catch (error) {
    return { kind: neverConnected(error) ? 'unreachable' : 'unclear' };
  }
}

/** A call that is answered with JSON. */
export async function callJson<T extends object>(
  url: string,
  request: Request,
  timeout: number,
  answer: z.ZodType<T>,
): Promise<Ending<T>> {
  const response = await exchange(url, request, timeout, JSON_LIMIT);
  return response.kind === 'response' ? readJson(response, answer) : response;
}

/** What a response says. WeCom answers 200 even to what it refuses; other statuses come from a gateway on the way. */
export function readJson<T extends object>({ status, body }: Response, answer: z.ZodType<T>): Ending<T> {
  const parsed = answer.safeParse(parseJson(body?.toString() ?? ''));
  if (parsed.success) return { kind: 'answered', ...parsed.data };
  return status >= 200 && status < 300 ? { kind: 'unclear' } : { kind: 'status', status };
}

/** A request whose body is JSON. */
export const jsonRequest = (body: object): Request => ({
  method: 'POST',
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

/** A request that hands over a file, as WeCom takes it: https://developer.work.weixin.qq.com/document/path/90253 */
export function fileRequest(name: string, content: Uint8Array): Request {
  const body = new FormData();
  body.set('media', new Blob([new Uint8Array(content)]), name);
  return { method: 'POST', body };
}

const NO_CONNECTION: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function neverConnected(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && NO_CONNECTION.has(cause.code);
}
