import { z } from 'zod';
import type { Logger } from '../../log.ts';
import { SECOND } from '../../time/clock.ts';
import { callJson, jsonRequest } from '../http-call.ts';
import { STREAM_BYTES, shorten } from '../limits.ts';

const answer = z.object({ errcode: z.number() });

/**
 * The one later answer a callback allows, to the address that came with it: https://developer.work.weixin.qq.com/document/path/101138
 * The address is a secret, and whatever becomes of the call it is made once: the first may have arrived.
 */
export class ActiveReply {
  readonly #origin: string;
  readonly #timeout: number;
  readonly #log: Logger;

  /** Addresses of any other origin than the API's are not called. `timeout` in milliseconds. */
  constructor(apiBase: string, log: Logger, timeout: number = 15 * SECOND) {
    this.#origin = new URL(apiBase).origin;
    this.#log = log;
    this.#timeout = timeout;
  }

  /** Says it in the chat the callback came from. Never rejects. */
  async say(address: string, text: string): Promise<void> {
    const outcome = await this.#post(address, text);
    if (outcome !== 0) this.#log.warn({ outcome }, 'a later answer may not have arrived');
  }

  async #post(address: string, text: string): Promise<number | string> {
    if (URL.parse(address)?.origin !== this.#origin) return 'not an address of WeCom';
    const request = jsonRequest({ msgtype: 'markdown', markdown: { content: shorten(text, STREAM_BYTES) } });
    const ending = await callJson(address, request, this.#timeout, answer);
    return ending.kind === 'answered' ? ending.errcode : ending.kind;
  }
}
