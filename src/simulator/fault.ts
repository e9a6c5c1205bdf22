import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from 'koa';

/**
 * How an API call, or a frame of the bot's, goes wrong. Times are real milliseconds. Nothing is done for the caller, unless it
 * says so. To hang up on a connection is to break it; what only HTTP has (`status`, `html`) breaks it too.
 */
export type Fault =
  | { readonly kind: 'errcode'; readonly errcode: number; readonly errmsg?: string }
  | { readonly kind: 'status'; readonly status: number }
  /** A page of a proxy or firewall, with status 200. */
  | { readonly kind: 'html' }
  | { readonly kind: 'reset' }
  /** Says nothing for a while, then hangs up. */
  | { readonly kind: 'silence'; readonly ms: number }
  /** Does what was asked, says nothing for a while, then hangs up: at once, if not given, and on a connection not at all. */
  | { readonly kind: 'answer-lost'; readonly ms?: number }
  /** Does what was asked and lets the answer drip out over so long. */
  | { readonly kind: 'slow'; readonly ms: number };

/**
 * `subscribe` is the first frame on a connection, `connection` every later one but heartbeats; `app` is every call of the self-built
 * app but `gettoken`.
 */
export type FaultPlace = 'webhook' | 'media' | 'connection' | 'subscribe' | 'app' | 'gettoken';

export interface HttpReply {
  readonly status: number;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

const LONGEST_SILENCE = 60_000;
const DROPS = 8;

/** The faults ordered for each place, first in, first out. */
export class Faults {
  readonly #queued = new Map<FaultPlace, Fault[]>();
  readonly #closing = new AbortController();

  order(count: number, fault: Fault, place: FaultPlace): void {
    this.#queued.set(place, [...(this.#queued.get(place) ?? []), ...Array<Fault>(count).fill(fault)]);
  }

  take(place: FaultPlace): Fault | null {
    return this.#queued.get(place)?.shift() ?? null;
  }

  /** Answers a call, the way the fault says; `perform` does what was asked. */
  async answer(ctx: Context, fault: Fault | null, perform: () => HttpReply): Promise<void> {
    switch (fault?.kind) {
      case undefined:
        return send(ctx, perform());
      case 'errcode':
        return send(ctx, jsonReply({ errcode: fault.errcode, errmsg: fault.errmsg ?? 'ordered to fail' }));
      case 'status':
        return send(ctx, { status: fault.status, type: 'text/plain', body: 'ordered to fail' });
      case 'html':
        return send(ctx, {
          status: 200,
          type: 'text/html',
          body: '<html><body>502 Bad Gateway</body></html>',
        });
      case 'reset':
        return hangUp(ctx);
      case 'silence':
        await this.wait(fault.ms);
        return hangUp(ctx);
      case 'answer-lost':
        perform();
        await this.wait(fault.ms ?? 0);
        return hangUp(ctx);
      case 'slow':
        return this.#drip(ctx, perform(), fault.ms);
    }
  }

  /** Resolves after so many milliseconds, or as soon as the platform closes. */
  async wait(ms: number): Promise<void> {
    await pause(Math.min(ms, LONGEST_SILENCE), undefined, { signal: this.#closing.signal }).catch(() => {});
  }

  /** Ends all silences, so that nothing keeps the process alive. */
  close(): void {
    this.#closing.abort();
  }

  async #drip(ctx: Context, reply: HttpReply, ms: number): Promise<void> {
    const body = Buffer.from(reply.body);
    ctx.respond = false;
    ctx.res.writeHead(reply.status, {
      ...reply.headers,
      'content-type': reply.type,
      'content-length': body.length,
    });
    const step = Math.max(1, Math.ceil(body.length / DROPS));
    for (let start = 0; start < body.length && !ctx.res.destroyed; start += step) {
      await this.wait(ms / DROPS);
      ctx.res.write(body.subarray(start, start + step));
    }
    ctx.res.end();
  }
}

export function jsonReply(value: object): HttpReply {
  return { status: 200, type: 'application/json; charset=UTF-8', body: JSON.stringify(value) };
}

export function send(ctx: Context, reply: HttpReply): void {
  ctx.status = reply.status;
  ctx.set({ ...reply.headers });
  ctx.set('content-type', reply.type);
  ctx.body = typeof reply.body === 'string' ? reply.body : Buffer.from(reply.body);
}

function hangUp(ctx: Context): void {
  ctx.respond = false;
  ctx.req.socket.resetAndDestroy();
}
