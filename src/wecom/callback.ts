import type Koa from 'koa';
import type { Conversation, Message, ReceivedFile } from '../dialogue/message.ts';
import type { Logger } from '../log.ts';
import type { PersonId } from '../roster/roster.ts';
import { type Clock, SECOND } from '../time/clock.ts';
import { readEncrypted } from './body.ts';
import type { CallbackCrypto, Parameter, Refusal } from './crypto.ts';
import { type Attachment, type Draft, readInbound } from './inbound.ts';
import { shorten, TEXT_BYTES } from './limits.ts';
import type { Media } from './media.ts';
import { realTimer, type StreamState, Streams, settledWithin, streamId, type Timer } from './streams.ts';
import { UNSUPPORTED } from './texts.ts';

/** WeCom drops the connection after 5 s. */
const GREETING_TIME = 4 * SECOND;

export interface CallbackOptions {
  readonly crypto: CallbackCrypto;
  readonly conversation: Conversation;
  readonly media: Pick<Media, 'receive'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** What waits for slow answers; real time unless told. */
  readonly timer?: Timer;
  /** Milliseconds a request's body may take, 4 s unless told. */
  readonly bodyTime?: number;
}

/**
 * The callback of a 智能机器人 in URL mode: GET verifies the address, POST carries messages and events.
 * https://developer.work.weixin.qq.com/document/path/101039
 */
export function callbackHandler(options: CallbackOptions): (ctx: Koa.Context) => Promise<void> {
  const callback = new Callback(options);
  return async (ctx) => {
    if (ctx.method === 'GET') callback.echo(ctx);
    else if (ctx.method === 'POST') await callback.take(ctx);
    else {
      ctx.set('Allow', 'GET, POST');
      ctx.status = 405;
    }
  };
}

/** What goes back to WeCom, still to be encrypted; null for an empty answer. */
type Reply = object | null;

class Callback {
  readonly #options: CallbackOptions;
  readonly #timer: Timer;
  readonly #streams: Streams;

  constructor(options: CallbackOptions) {
    this.#options = options;
    this.#timer = options.timer ?? realTimer;
    this.#streams = new Streams(options.clock, this.#timer, options.log);
  }

  echo(ctx: Koa.Context): void {
    const { echostr } = ctx.query;
    const opened = this.#options.crypto.open(ctx.query, repaired(echostr));
    if (opened.ok) {
      ctx.type = 'text/plain; charset=utf-8';
      ctx.body = opened.plaintext;
    } else this.#refuse(ctx, statusOf(opened.reason), opened.reason);
  }

  async take(ctx: Koa.Context): Promise<void> {
    const body = await readEncrypted(ctx.req, this.#options.bodyTime ?? 4 * SECOND);
    if (!body.ok) return this.#refuse(ctx, body.status, 'body');
    const opened = this.#options.crypto.open(ctx.query, body.value);
    if (!opened.ok) return this.#refuse(ctx, statusOf(opened.reason), opened.reason);
    const reply = await this.#replyTo(opened.plaintext);
    if (reply === undefined) return this.#refuse(ctx, 400, 'malformed');
    ctx.body = reply === null ? '' : this.#options.crypto.seal(JSON.stringify(reply), opened.nonce);
  }

  /** Undefined for what is no callback at all. */
  async #replyTo(plaintext: string): Promise<Reply | undefined> {
    const inbound = readInbound(plaintext);
    switch (inbound.kind) {
      case 'message':
        return streamReply(await this.#streams.begin(inbound.draft.id, () => this.#answer(inbound.draft)));
      case 'unsupported':
        return streamReply({ id: streamId(inbound.id), finish: true, content: UNSUPPORTED });
      case 'refresh':
        return streamReply(this.#streams.state(inbound.stream));
      case 'enter':
        return this.#greeting(inbound.person);
      case 'ignored':
        return null;
      case 'malformed':
        return undefined;
    }
  }

  async #answer(draft: Draft): Promise<string> {
    const at = this.#options.clock.now();
    const { id, from, chat, text } = draft;
    const files = await this.#receive(draft.attachments);
    const quote = draft.quote && {
      text: draft.quote.text,
      files: await this.#receive(draft.quote.attachments),
    };
    const message: Message = { id, from, chat, text, quote, files, at };
    return this.#options.conversation.answer(message);
  }

  // One after the other: each may take 20 MB of memory.
  async #receive(attachments: readonly Attachment[]): Promise<ReceivedFile[]> {
    const files: ReceivedFile[] = [];
    for (const address of attachments)
      files.push(
        address === null ? { ok: false, why: 'unreadable' } : await this.#options.media.receive(address),
      );
    return files;
  }

  // A welcome cannot be a stream, so one that comes too late is left out.
  async #greeting(person: PersonId): Promise<Reply> {
    let reply: Reply = null;
    const work = this.#options.conversation.greet(person).then(
      (text) => {
        reply = { msgtype: 'text', text: { content: shorten(text, TEXT_BYTES) } };
      },
      () => this.#options.log.error('a welcome failed'),
    );
    await settledWithin(work, GREETING_TIME, this.#timer);
    return reply;
  }

  /** Logged without content; the connection is closed, for the rest of the body may still be on its way. */
  #refuse(ctx: Koa.Context, status: number, reason: string): void {
    this.#options.log.warn({ status, reason }, 'callback refused');
    ctx.set('Connection', 'close');
    ctx.status = status;
    ctx.body = '';
  }
}

const streamReply = (stream: StreamState): Reply => ({ msgtype: 'stream', stream });

const UNPROVEN: ReadonlySet<Refusal> = new Set(['unsigned', 'wrong-signature', 'stale']);
const statusOf = (reason: Refusal): number => (UNPROVEN.has(reason) ? 403 : 400);

// A `+` that was not sent as %2B has become a space on its way through the query parser; base64 has no spaces.
const repaired = (echo: Parameter): Parameter =>
  typeof echo === 'string' ? echo.replaceAll(' ', '+') : echo;
