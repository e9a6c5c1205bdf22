import { type Clock, HOUR, type Instant, MINUTE, SECOND } from '../../time/clock.ts';
import type { Ending } from '../http-call.ts';
import { tokenAdvice } from './advice.ts';

/** So much before its end a token is replaced. */
const AHEAD = 5 * MINUTE;
/** How long nobody asks again after a refusal: a wrong secret asked for often gets the whole machine shut out for an hour. */
const PAUSE = { first: 10 * MINUTE, last: 2 * HOUR } as const;
/** A token that was fetched because the one before was not taken is as good as it gets for so long. */
const TRUSTED = 30 * SECOND;
/** WeCom's own trouble, which passes. */
const BUSY: ReadonlySet<number> = new Set([-1, 45033]);

export interface TokenAnswer {
  readonly errcode: number;
  readonly errmsg: string;
  readonly access_token?: string | undefined;
  /** Seconds. */
  readonly expires_in?: number | undefined;
}

export interface Refused {
  readonly errcode: number;
  /** What the office can do about it. */
  readonly advice: string;
}

export type TokenEnding =
  | { readonly kind: 'token'; readonly token: string }
  /** Not now, but perhaps in a moment. */
  | { readonly kind: 'unreachable' }
  /** WeCom will not give one, and has perhaps not even been asked. */
  | ({ readonly kind: 'no-token' } & Refused);

interface Held {
  readonly token: string;
  readonly renew: Instant;
  readonly ends: Instant;
}

interface Shut extends Refused {
  readonly since: Instant;
  readonly pause: number;
}

/** The app's access_token, fetched once for all who wait for it: https://developer.work.weixin.qq.com/document/path/91039 */
export class AccessToken {
  readonly #fetch: () => Promise<Ending<TokenAnswer>>;
  readonly #clock: Clock;
  #held: Held | undefined;
  #shut: Shut | undefined;
  #fetching: Promise<TokenEnding> | undefined;
  #dropped: Instant = Number.NEGATIVE_INFINITY;

  constructor(fetch: () => Promise<Ending<TokenAnswer>>, clock: Clock) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /** Never rejects. */
  async get(): Promise<TokenEnding> {
    const now = this.#clock.now();
    if (this.#held && now < this.#held.renew) return { kind: 'token', token: this.#held.token };
    const shut = this.paused;
    if (shut) return { kind: 'no-token', errcode: shut.errcode, advice: shut.advice };
    this.#fetching ??= this.#renew().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  /** WeCom does not take this token any more. False when it was replaced only just now, so that another would not help. */
  drop(token: string): boolean {
    if (this.#held?.token !== token) return true;
    const now = this.#clock.now();
    if (now - this.#dropped < TRUSTED && now >= this.#dropped) return false;
    this.#dropped = now;
    this.#held = undefined;
    return true;
  }

  /** The last refusal, until a token is given. */
  get refused(): Refused | undefined {
    return this.#shut;
  }

  /** The refusal because of which nobody asks for a token now. A clock that was set back does not make a pause longer. */
  get paused(): Refused | undefined {
    const now = this.#clock.now();
    const shut = this.#shut;
    return shut && now >= shut.since && now < shut.since + shut.pause ? shut : undefined;
  }

  async #renew(): Promise<TokenEnding> {
    const ending = await this.#fetch();
    const now = this.#clock.now();
    if (ending.kind === 'answered' && ending.errcode === 0 && ending.access_token !== undefined)
      return this.#take(ending.access_token, (ending.expires_in ?? 0) * SECOND, now);
    if (ending.kind === 'answered' && ending.errcode !== 0 && !BUSY.has(ending.errcode))
      return this.#shutOut(ending.errcode, ending.errmsg, now);
    if (this.#held && now < this.#held.ends) return { kind: 'token', token: this.#held.token };
    return { kind: 'unreachable' };
  }

  // Asked before the end, WeCom gives the same token with what is left of its life: then it is asked ever less late, not at every call.
  #take(token: string, life: number, now: Instant): TokenEnding {
    this.#shut = undefined;
    this.#held = { token, renew: now + Math.max(life - AHEAD, life / 2), ends: now + life };
    return { kind: 'token', token };
  }

  #shutOut(errcode: number, errmsg: string, now: Instant): TokenEnding {
    const pause = this.#shut ? Math.min(this.#shut.pause * 2, PAUSE.last) : PAUSE.first;
    const refused = { errcode, advice: tokenAdvice(errcode, errmsg) };
    this.#shut = { ...refused, since: now, pause };
    this.#held = undefined;
    return { kind: 'no-token', ...refused };
  }
}
