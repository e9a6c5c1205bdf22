import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from 'koa';

/** How an API call goes wrong. Times are real milliseconds. Nothing is done for the caller, unless it says so. */
export type Fault =
  | { readonly kind: 'errcode'; readonly errcode: number; readonly errmsg?: string }
  | { readonly kind: 'status'; readonly status: number }
  /** A page of a proxy or firewall, with status 200. */
  | { readonly kind: 'html' }
  | { readonly kind: 'reset' }
  /** Says nothing for a while, then hangs up. */
  | { readonly kind: 'silence'; readonly ms: number }
  /** Does what was asked, says nothing for a while (not at all, if not given), then hangs up. */
  | { readonly kind: 'answer-lost'; readonly ms?: number }
  /** Does what was asked and lets the answer drip out over so long. */
  | { readonly kind: 'slow'; readonly ms: number };

export type FaultPlace = 'webhook' | 'media';

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
  readonly #queued: Record<FaultPlace, Fault[]> = { webhook: [], media: [] };
  readonly #closing = new AbortController();

  order(count: number, fault: Fault, place: FaultPlace): void {
    for (let each = 0; each < count; each++) this.#queued[place].push(fault);
  }

  take(place: FaultPlace): Fault | null {
    return this.#queued[place].shift() ?? null;
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
        await this.#wait(fault.ms);
        return hangUp(ctx);
      case 'answer-lost':
        perform();
        await this.#wait(fault.ms ?? 0);
        return hangUp(ctx);
      case 'slow':
        return this.#drip(ctx, perform(), fault.ms);
    }
  }

  /** Ends all silences, so that nothing keeps the process alive. */
  close(): void {
    this.#closing.abort();
  }

  async #wait(ms: number): Promise<void> {
    await pause(Math.min(ms, LONGEST_SILENCE), undefined, { signal: this.#closing.signal }).catch(() => {});
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
      await this.#wait(ms / DROPS);
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
