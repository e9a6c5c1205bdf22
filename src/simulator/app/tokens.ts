import { randomBytes } from 'node:crypto';
import { type Clock, type Instant, SECOND } from '../../time/clock.ts';
import { Refusal } from '../refusal.ts';
import type { AppOptions } from './options.ts';

/** Seconds a token works: https://developer.work.weixin.qq.com/document/path/91039 */
const LIFE = 7200;

/** The app's access_token: the same one as long as it works. */
export class Tokens {
  readonly #app: AppOptions;
  readonly #clock: Clock;
  #token: { readonly text: string; readonly ends: Instant } | undefined;

  constructor(app: AppOptions, clock: Clock) {
    this.#app = app;
    this.#clock = clock;
  }

  /** Throws a Refusal. */
  give(corpId: string, secret: string): { readonly access_token: string; readonly expires_in: number } {
    if (corpId !== this.#app.corpId) throw new Refusal(40013, 'invalid corpid');
    if (secret !== this.#app.secret) throw new Refusal(40001, 'invalid credential');
    const now = this.#clock.now();
    if (!this.#token || now >= this.#token.ends)
      this.#token = { text: randomBytes(48).toString('base64url'), ends: now + LIFE * SECOND };
    return {
      access_token: this.#token.text,
      expires_in: Math.floor((this.#token.ends - now) / SECOND),
    };
  }

  /** Throws a Refusal. */
  check(token: string): void {
    if (token === '') throw new Refusal(41001, 'access_token missing');
    if (token !== this.#token?.text) throw new Refusal(40014, 'invalid access_token');
    if (this.#clock.now() >= this.#token.ends) throw new Refusal(42001, 'access_token expired');
  }

  /** The token is not taken any more, before its time. */
  drop(): void {
    this.#token = undefined;
  }
}
