import { hash } from 'node:crypto';
import { z } from 'zod';
import { SECOND } from '../../time/clock.ts';
import { callJson, type Ending, fileRequest, jsonRequest, type Request } from '../http-call.ts';
import type { WebhookMessage } from './webhook-messages.ts';

const answer = z
  .object({ errcode: z.number().int(), media_id: z.string().min(1).optional() })
  .transform(({ errcode, media_id: mediaId }) => ({ errcode, mediaId }));

/** How a call to the platform ended. */
export type ApiAnswer = Ending<z.infer<typeof answer>>;

/** A webhook's key, out of its full address or given bare; undefined when there is none in it. */
export function keyOf(address: string): string | undefined {
  const key = URL.parse(address.trim())?.searchParams.get('key') ?? address.trim();
  return /^[\w-]{8,128}$/.test(key) ? key : undefined;
}

/** Tells webhooks apart without giving them away: a key is random enough that its hash cannot be guessed back. */
export const fingerprintOf = (key: string): string => hash('sha256', key).slice(0, 16);

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
    return this.#call(`/cgi-bin/webhook/send?key=${key}`, jsonRequest(message));
  }

  /** Answers with a `mediaId` that is good for this key for 3 days. */
  upload(key: string, name: string, content: Uint8Array): Promise<ApiAnswer> {
    return this.#call(`/cgi-bin/webhook/upload_media?key=${key}&type=file`, fileRequest(name, content));
  }

  #call(path: string, request: Request): Promise<ApiAnswer> {
    return callJson(this.#base + path, request, this.#timeout, answer);
  }
}
