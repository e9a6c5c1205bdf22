import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import Koa from 'koa';
import rawBody from 'raw-body';
import { z } from 'zod';
import { listen } from '../../src/simulator/listen.ts';

export const TOKEN = 'QDG6eK';
export const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';

const Body = z.object({ encrypt: z.string() });

const Url = z.object({ url: z.string() });

const Item = z.object({
  msgtype: z.string(),
  text: z.object({ content: z.string() }).optional(),
  image: Url.optional(),
});

/** As much of WeCom's JSON as the tests look at. */
export const Callback = z.object({
  msgid: z.string(),
  chattype: z.enum(['single', 'group']),
  chatid: z.string().optional(),
  from: z.object({ userid: z.string() }),
  response_url: z.string().optional(),
  msgtype: z.string(),
  text: z.object({ content: z.string() }).optional(),
  image: Url.optional(),
  file: Url.optional(),
  mixed: z.object({ msg_item: z.array(Item) }).optional(),
  quote: Item.extend({ file: Url.optional() }).optional(),
  stream: z.object({ id: z.string() }).optional(),
  event: z.object({ eventtype: z.string() }).optional(),
});
export type Callback = z.infer<typeof Callback>;

/** What goes into the envelope of an answer; tests break it here. */
export interface Envelope {
  encrypt: string;
  msgsignature: string;
  timestamp: number | string;
  nonce: string;
}

export interface EchoBot {
  readonly url: string;
  /** Every callback, decrypted. */
  readonly heard: Callback[];
  /** The decrypted answer to a callback; undefined for an empty body. */
  answer: (callback: Callback) => unknown;
  /** The last change to an answer before it leaves. */
  spoil: (envelope: Envelope) => unknown;
  /** The receiveid inside the answers. */
  receiveId: string;
  close(): Promise<void>;
}

export const stream = (content: string, finish = true, id = 's1') => ({
  msgtype: 'stream',
  stream: { id, finish, content },
});

export const wordsOf = ({ text, mixed }: Callback): string =>
  text?.content ?? mixed?.msg_item.find((item) => item.text)?.text?.content ?? '';

const echo = (callback: Callback): unknown =>
  callback.event
    ? { msgtype: 'text', text: { content: '欢迎' } }
    : stream(`您说：${wordsOf(callback) || callback.msgtype}`);

/** A bot that says what was said to it, on nothing but koa and the official crypto library. */
export async function startEchoBot(): Promise<EchoBot> {
  const heard: Callback[] = [];
  const app = new Koa();
  app.use(async (ctx) => {
    const { msg_signature, timestamp, nonce, echostr } = z.record(z.string(), z.string()).parse(ctx.query);
    const sealed = echostr ?? Body.parse(JSON.parse(await rawBody(ctx.req, { encoding: 'utf8' }))).encrypt;
    if (getSignature(TOKEN, timestamp ?? '', nonce ?? '', sealed) !== msg_signature) return ctx.throw(403);
    const { message } = decrypt(AES_KEY, sealed);
    if (echostr !== undefined) {
      ctx.body = message;
      return;
    }
    const callback = Callback.parse(JSON.parse(message));
    heard.push(callback);
    const answer = await bot.answer(callback);
    ctx.body =
      answer === undefined ? '' : JSON.stringify(bot.spoil(wrap(answer, nonce ?? '', bot.receiveId)));
  });
  const server = await listen(app.callback(), '127.0.0.1', 0);
  const bot: EchoBot = {
    url: `${server.url}/callback`,
    heard,
    answer: echo,
    spoil: (envelope) => envelope,
    receiveId: '',
    close: server.close,
  };
  return bot;
}

function wrap(answer: unknown, nonce: string, receiveId: string): Envelope {
  const timestamp = 1_400_000_000;
  const sealed = encrypt(AES_KEY, JSON.stringify(answer), receiveId);
  return { encrypt: sealed, msgsignature: getSignature(TOKEN, timestamp, nonce, sealed), timestamp, nonce };
}
