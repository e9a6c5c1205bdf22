import { createHash } from 'node:crypto';
import { z } from 'zod';
import { SECOND } from '../time/clock.ts';
import { parseJson } from './body.ts';
import { readAtMost } from './download.ts';
import type { WebhookMessage } from './webhook-messages.ts';

const ANSWER_LIMIT = 64 * 1024;

/** How a call to the platform ended. */
export type ApiAnswer =
  | { readonly kind: 'answered'; readonly errcode: number; readonly mediaId: string | undefined }
  /** Something on the way answered instead of WeCom. */
  | { readonly kind: 'status'; readonly status: number }
  /** There was no connection, so nothing was handed over. */
  | { readonly kind: 'unreachable' }
  /** Handed over, perhaps, but not answered in a way one can rely on. */
  | { readonly kind: 'unclear' };

const answer = z.object({ errcode: z.number().int(), media_id: z.string().min(1).optional() });

/** A webhook's key, out of its full address or given bare; undefined when there is none in it. */
export function keyOf(address: string): string | undefined {
  const key = URL.parse(address.trim())?.searchParams.get('key') ?? address.trim();
  return /^[\w-]{8,128}$/.test(key) ? key : undefined;
}

/** Tells webhooks apart without giving them away: a key is random enough that its hash cannot be guessed back. */
export const fingerprintOf = (key: string): string =>
  createHash('sha256').update(key).digest('hex').slice(0, 16);

/** The two calls of a group webhook robot. Never rejects, and keeps the key to itself. */
export class WebhookApi {
  readonly #base: string;
  readonly #timeout: number;

  /** `timeout` in milliseconds for a whole call. */
  constructor(apiBase: string, timeout: number = 15 * SECOND) {
    this.#base = apiBase.replace(/\/+$/, '');
    this.#timeout = timeout;
  }

  send(key: string, message: WebhookMessage): Promise<ApiAnswer> {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    return this.#post(`/cgi-bin/webhook/send?key=${key}`, JSON.stringify(message), headers);
  }

  /** Answers with a `mediaId` that is good for this key for 3 days. */
  upload(key: string, name: string, content: Uint8Array): Promise<ApiAnswer> {
    const form = new FormData();
    form.set('media', new Blob([new Uint8Array(content)]), name);
    return this.#post(`/cgi-bin/webhook/upload_media?key=${key}&type=file`, form, {});
  }

  async #post(path: string, body: string | FormData, headers: Record<string, string>): Promise<ApiAnswer> {
    try {
      const response = await fetch(this.#base + path, {
        method: 'POST',
        body,
        // A kept connection may die in the very moment of sending, and then nobody knows what became of the message.
        headers: { ...headers, connection: 'close' },
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#timeout),
      });
      return read(response.status, await readAtMost(response.body, ANSWER_LIMIT));
    } catch (error) {
      return { kind: neverConnected(error) ? 'unreachable' : 'unclear' };
    }
  }
}

function read(status: number, body: Buffer | undefined): ApiAnswer {
  const parsed = answer.safeParse(parseJson(body?.toString() ?? ''));
  if (parsed.success)
    return { kind: 'answered', errcode: parsed.data.errcode, mediaId: parsed.data.media_id };
  return status >= 200 && status < 300 ? { kind: 'unclear' } : { kind: 'status', status };
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
