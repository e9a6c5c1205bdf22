import { randomBytes } from 'node:crypto';
import { type Clock, SECOND } from '../time/clock.ts';
import { openReply, type Secrets, seal } from './envelope.ts';
import { PlatformError } from './errors.ts';

export interface BotOptions extends Secrets {
  /** The display name by which people mention it. */
  readonly name: string;
  /** Asked for at every call, so that the bot may start after the platform. */
  readonly callbackUrl: () => string;
}

/** Calls the bot the way WeCom does. */
export class CallbackClient {
  readonly #bot: BotOptions;
  readonly #clock: Clock;
  readonly #withinMs: number;

  /** `withinMs`: how long the bot may take to answer, in real milliseconds. */
  constructor(bot: BotOptions, clock: Clock, withinMs: number) {
    this.#bot = bot;
    this.#clock = clock;
    this.#withinMs = withinMs;
  }

  /** Delivers a message or an event. Resolves with the decrypted answer, or undefined for an empty one. */
  async post(message: object): Promise<unknown> {
    const nonce = freshNonce();
    const { encrypt, query } = seal(this.#bot, JSON.stringify(message), this.#seconds(), nonce);
    const answer = await this.#fetch(query, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ encrypt }),
    });
    return answer === '' ? undefined : openReply(this.#bot, answer, nonce);
  }

  /** The check WeCom makes when the address is saved. Rejects unless the bot gives back the bare text. */
  async verify(): Promise<void> {
    const echo = String(BigInt(`0x${randomBytes(8).toString('hex')}`));
    const { encrypt, query } = seal(this.#bot, echo, this.#seconds(), freshNonce());
    query.set('echostr', encrypt);
    const answer = await this.#fetch(query, { method: 'GET' });
    if (answer !== echo) throw new PlatformError('echo', `expected ${echo}, the bot answered ${answer}`);
  }

  #seconds(): number {
    return Math.floor(this.#clock.now() / SECOND);
  }

  async #fetch(query: URLSearchParams, request: RequestInit): Promise<string> {
    const url = `${this.#bot.callbackUrl()}?${query}`;
    const signal = AbortSignal.timeout(this.#withinMs);
    try {
      const response = await fetch(url, { ...request, redirect: 'manual', signal });
      const body = await response.text();
      if (response.status !== 200)
        throw new PlatformError('status', `the bot answered with HTTP ${response.status}`);
      return body;
    } catch (error) {
      if (error instanceof PlatformError) throw error;
      if (signal.aborted) throw new PlatformError('no-answer', `no answer within ${this.#withinMs} ms`);
      throw new PlatformError('unreachable', 'the bot cannot be reached', { cause: error });
    }
  }
}

const freshNonce = (): string => randomBytes(8).toString('hex');
