import { z } from 'zod';
import { type Clock, type Instant, MINUTE, SECOND } from '../../time/clock.ts';
import type { AppConfig } from '../../wecom-config.ts';
import {
  callJson,
  type Ending,
  exchange,
  fileRequest,
  jsonRequest,
  type Request,
  type Response,
  readJson,
} from '../http-call.ts';
import type { WayHealth } from '../way-health.ts';
import { trustAdvice } from './advice.ts';
import { AccessToken, type Refused } from './token.ts';

export interface AppApiOptions {
  readonly config: Pick<AppConfig, 'corpId' | 'secret'>;
  readonly apiBase: string;
  readonly clock: Clock;
  /** Milliseconds for one call, 15 s unless told. */
  readonly timeout?: number;
}

/** What every answer of the app's API holds. */
export interface Answered {
  readonly errcode: number;
  readonly errmsg: string;
}
/** How a call of the app ended, which is not even made where no token is to be had. */
export type AppEnding<T extends Answered> = Ending<T> | ({ readonly kind: 'no-token' } & Refused);

/** A file, or a part of it. */
export interface Download extends Answered {
  readonly status: number;
  readonly headers: Headers;
  /** Undefined when it is longer than the limit, and when there is an error. */
  readonly content: Buffer | undefined;
}

const errcode = z.number().int();
const errmsg = z.string().optional().catch(undefined).default('');
/** The plainest answer; others extend it. */
export const answered = z.object({ errcode, errmsg });

const tokenAnswer = answered.extend({
  access_token: z.string().min(1).max(2048).optional(),
  expires_in: z.number().nonnegative().optional(),
});

/** The token is not, or not any more, what WeCom takes. */
const STALE: ReadonlySet<number> = new Set([40014, 42001]);
/** How long the app counts as cut off after WeCom has turned its address away. */
const CUT_OFF = 10 * MINUTE;

type Query = Readonly<Record<string, string>>;

/** Everything the app calls at WeCom. Never rejects; neither secret nor token leaves it but in the address of a call. */
export class AppApi {
  readonly #base: string;
  readonly #clock: Clock;
  readonly #timeout: number;
  readonly #token: AccessToken;
  #distrust: { readonly since: Instant; readonly advice: string } | undefined;

  constructor({ config, apiBase, clock, timeout }: AppApiOptions) {
    this.#base = `${apiBase.replace(/\/+$/, '')}/cgi-bin/`;
    this.#clock = clock;
    this.#timeout = timeout ?? 15 * SECOND;
    const query = { corpid: config.corpId, corpsecret: config.secret };
    this.#token = new AccessToken(
      () => callJson(this.#address('gettoken', query), { method: 'GET' }, this.#timeout, tokenAnswer),
      clock,
    );
  }

  post<T extends Answered>(path: string, body: object, answer: z.ZodType<T>): Promise<AppEnding<T>> {
    return this.#json(path, {}, jsonRequest(body), answer);
  }

  get<T extends Answered>(path: string, query: Query, answer: z.ZodType<T>): Promise<AppEnding<T>> {
    return this.#json(path, query, { method: 'GET' }, answer);
  }

  upload<T extends Answered>(
    path: string,
    query: Query,
    file: { readonly name: string; readonly content: Uint8Array },
    answer: z.ZodType<T>,
  ): Promise<AppEnding<T>> {
    return this.#json(path, query, fileRequest(file.name, file.content), answer);
  }

  /** A call that is answered with a file of at most so many bytes, and only when it fails with JSON. */
  download(path: string, query: Query, headers: Query, limit: number): Promise<AppEnding<Download>> {
    return this.#ask(async (token) => {
      const url = this.#address(path, { ...query, access_token: token });
      const response = await exchange(url, { method: 'GET', headers }, this.#timeout, limit);
      return response.kind === 'response' ? fileIn(response) : response;
    });
  }

  /** Whether WeCom turns the app away altogether, so that another way is better for now. */
  get cutOff(): boolean {
    const now = this.#clock.now();
    const away = this.#distrust;
    const turned = away !== undefined && now >= away.since && now < away.since + CUT_OFF;
    return turned || this.#token.paused !== undefined;
  }

  health(): WayHealth {
    const detail = this.#token.refused?.advice ?? this.#distrust?.advice ?? '';
    return { name: '自建应用', ok: detail === '', detail };
  }

  #json<T extends Answered>(
    path: string,
    query: Query,
    request: Request,
    answer: z.ZodType<T>,
  ): Promise<AppEnding<T>> {
    return this.#ask((token) =>
      callJson(this.#address(path, { ...query, access_token: token }), request, this.#timeout, answer),
    );
  }

  /** Calls with a token; with a new one once more where WeCom no longer takes the old one. */
  async #ask<T extends Answered>(call: (token: string) => Promise<Ending<T>>): Promise<AppEnding<T>> {
    const held = await this.#token.get();
    if (held.kind !== 'token') return held;
    const first = await call(held.token);
    if (!isStale(first) || !this.#token.drop(held.token)) return this.#noted(first);
    const renewed = await this.#token.get();
    return renewed.kind === 'token' ? this.#noted(await call(renewed.token)) : renewed;
  }

  #noted<T extends Answered>(ending: Ending<T>): Ending<T> {
    if (ending.kind !== 'answered') return ending;
    const advice = trustAdvice(ending.errcode, ending.errmsg);
    this.#distrust = advice === undefined ? undefined : { since: this.#clock.now(), advice };
    return ending;
  }

  #address(path: string, query: Query): string {
    return `${this.#base}${path}?${new URLSearchParams(query)}`;
  }
}

const isStale = (ending: Ending<Answered>): boolean =>
  ending.kind === 'answered' && STALE.has(ending.errcode);

// A file that happens to be JSON comes with a name, an error does not.
function fileIn(response: Response): Ending<Download> {
  const { status, headers, body: content } = response;
  const isFile =
    headers.has('content-disposition') ||
    !/^(application\/json|text\/)/i.test(headers.get('content-type') ?? '');
  if (isFile && (status === 200 || status === 206))
    return { kind: 'answered', errcode: 0, errmsg: '', status, headers, content };
  const error = readJson(response, answered);
  return error.kind === 'answered' ? { ...error, status, headers, content: undefined } : error;
}
