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

/** A callback as it was before it was encrypted, and what came of it. */
export interface CallbackExchange {
  readonly url: string;
  readonly plain: object | string;
  /** Decrypted; undefined for an empty one. */
  readonly answer: unknown;
  /** Why there is no answer to be accepted; undefined when there is one. */
  readonly problem: string | undefined;
}

export interface CallbackClientOptions {
  /** That of the 智能机器人 when not given. */
  readonly dialect?: Dialect;
  /** Is told of every callback when it is over. */
  readonly watch?: ((exchange: CallbackExchange) => void) | undefined;
}

/** Calls the bot the way WeCom does. */
export class CallbackClient {
  readonly #bot: Callee;
  readonly #clock: Clock;
  readonly #withinMs: number;
  readonly #dialect: Dialect;
  readonly #watch: (exchange: CallbackExchange) => void;

  /** `withinMs`: how long the bot may take to answer, in real milliseconds. */
  constructor(bot: Callee, clock: Clock, withinMs: number, options: CallbackClientOptions = {}) {
    this.#bot = bot;
    this.#clock = clock;
    this.#withinMs = withinMs;
    this.#dialect = options.dialect ?? JSON_DIALECT;
    this.#watch = options.watch ?? (() => {});
  }

  /** Delivers a message or an event: its JSON, or its text. Resolves with the decrypted answer, or undefined for an empty one. */
  async post(message: object | string): Promise<unknown> {
    const exchange = { url: this.#bot.callbackUrl(), plain: message };
    try {
      const answer = await this.#deliver(message);
      this.#watch({ ...exchange, answer, problem: undefined });
      return answer;
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      this.#watch({ ...exchange, answer: undefined, problem });
      throw error;
    }
  }

  async #deliver(message: object | string): Promise<unknown> {
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
