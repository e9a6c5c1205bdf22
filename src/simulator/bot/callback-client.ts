import { randomBytes } from 'node:crypto';
import { type Clock, SECOND } from '../../time/clock.ts';
import { PlatformError } from '../errors.ts';
import { openReply, type Secrets, seal } from './envelope.ts';

interface Callee extends Secrets {
  readonly callbackUrl: () => string;
}

/** How the two sides wrap what is encrypted. */
export interface Dialect {
  readonly type: string;
  readonly wrap: (encrypt: string) => string;
  /** The decrypted answer to the callback that carried `nonce`. Throws a PlatformError for what is none. */
  readonly open: (secrets: Secrets, answer: string, nonce: string) => unknown;
}

/** That of the 智能机器人. */
const JSON_DIALECT: Dialect = {
  type: 'application/json',
  wrap: (encrypt) => JSON.stringify({ encrypt }),
  open: openReply,
};

/** Calls the bot the way WeCom does. */
export class CallbackClient {
  readonly #bot: Callee;
  readonly #clock: Clock;
  readonly #withinMs: number;
  readonly #dialect: Dialect;

  /** `withinMs`: how long the bot may take to answer, in real milliseconds. */
  constructor(bot: Callee, clock: Clock, withinMs: number, dialect: Dialect = JSON_DIALECT) {
    this.#bot = bot;
    this.#clock = clock;
    this.#withinMs = withinMs;
    this.#dialect = dialect;
  }

  /** Delivers a message or an event: its JSON, or its text. Resolves with the decrypted answer, or undefined for an empty one. */
  async post(message: object | string): Promise<unknown> {
    const nonce = freshNonce();
    const plain = typeof message === 'string' ? message : JSON.stringify(message);
    const { encrypt, query } = seal(this.#bot, plain, this.#seconds(), nonce);
    const answer = await this.#fetch(query, {
      method: 'POST',
      headers: { 'content-type': this.#dialect.type },
      body: this.#dialect.wrap(encrypt),
    });
    return answer === '' ? undefined : this.#dialect.open(this.#bot, answer, nonce);
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
