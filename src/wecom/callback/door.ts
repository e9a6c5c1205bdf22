import type Koa from 'koa';
import type { Logger } from '../../log.ts';
import { SECOND } from '../../time/clock.ts';
import { readBody } from './body.ts';
import type { CallbackCrypto, Parameter, Refusal } from './crypto.ts';

export interface DoorOptions {
  readonly crypto: CallbackCrypto;
  readonly log: Logger;
  /** Milliseconds a request's body may take, 4 s unless told. */
  readonly bodyTime: number | undefined;
  /** The encrypted part of a body; undefined when there is none. */
  readonly encryptedIn: (body: string) => string | undefined;
  /** The media type of answers. */
  readonly type: 'json' | 'xml';
  /** What goes back, sealed already; '' for nothing, undefined when the plaintext is no callback at all. */
  readonly answer: (plaintext: string, nonce: string) => Promise<string | undefined>;
}

/**
 * Where WeCom knocks: GET verifies the address, POST brings what is signed and encrypted; nothing else is let in.
 * https://developer.work.weixin.qq.com/document/path/90930
 */
export function callbackDoor(options: DoorOptions): (ctx: Koa.Context) => Promise<void> {
  return async (ctx) => {
    if (ctx.method === 'GET') echo(ctx, options);
    else if (ctx.method === 'POST') await take(ctx, options);
    else {
      ctx.set('Allow', 'GET, POST');
      ctx.status = 405;
    }
  };
}

function echo(ctx: Koa.Context, options: DoorOptions): void {
  const opened = options.crypto.open(ctx.query, repaired(ctx.query['echostr']));
  if (opened.ok) {
    ctx.type = 'text/plain; charset=utf-8';
    ctx.body = opened.plaintext;
  } else refuse(ctx, statusOf(opened.reason), opened.reason, options);
}

async function take(ctx: Koa.Context, options: DoorOptions): Promise<void> {
  const body = await readBody(ctx.req, options.bodyTime ?? 4 * SECOND);
  if (!body.ok) return refuse(ctx, body.status, 'body', options);
  const encrypted = options.encryptedIn(body.text);
  if (encrypted === undefined) return refuse(ctx, 400, 'body', options);
  const opened = options.crypto.open(ctx.query, encrypted);
  if (!opened.ok) return refuse(ctx, statusOf(opened.reason), opened.reason, options);
  const answer = await options.answer(opened.plaintext, opened.nonce);
  if (answer === undefined) return refuse(ctx, 400, 'malformed', options);
  if (answer !== '') ctx.type = options.type;
  ctx.body = answer;
}

/** Logged without content; the connection is closed, for the rest of the body may still be on its way. */
function refuse(ctx: Koa.Context, status: number, reason: string, { log }: DoorOptions): void {
  log.warn({ status, reason }, 'callback refused');
  ctx.set('Connection', 'close');
  ctx.status = status;
  ctx.body = '';
}

const UNPROVEN: ReadonlySet<Refusal> = new Set(['unsigned', 'wrong-signature', 'stale']);
const statusOf = (reason: Refusal): number => (UNPROVEN.has(reason) ? 403 : 400);

// A `+` that was not sent as %2B has become a space on its way through the query parser; base64 has no spaces.
const repaired = (echo: Parameter): Parameter =>
  typeof echo === 'string' ? echo.replaceAll(' ', '+') : echo;
