import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import Koa from 'koa';
import rawBody from 'raw-body';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { readXmlFields, writeXml } from '../../src/simulator/app/xml.ts';
import { listen } from '../../src/simulator/listen.ts';

type Fields = Readonly<Record<string, string>>;

/** What goes into the envelope of an answer; tests break it here. */
export interface Envelope {
  readonly Encrypt: string;
  readonly MsgSignature: string;
  readonly TimeStamp: string;
  readonly Nonce: string;
}

export interface XmlBot {
  readonly url: string;
  /** Every callback, decrypted. */
  readonly heard: Fields[];
  /** The plaintext of an answer; undefined for an empty body. */
  answer: (callback: Fields) => string | undefined;
  /** The last change to an answer before it leaves. */
  spoil: (envelope: Envelope) => unknown;
  /** The receiveid inside the answers. */
  receiveId: string;
}

const Query = z.record(z.string(), z.string());
const Spoiled = z.record(z.string(), z.string());

/** A self-built app that says what was said to it, on nothing but koa and the official crypto library, for one test. */
export async function startXmlBot(secrets: {
  readonly token: string;
  readonly aesKey: string;
  readonly corpId: string;
}): Promise<XmlBot> {
  const { token, aesKey, corpId } = secrets;
  const heard: Fields[] = [];
  const koa = new Koa();
  koa.use(async (ctx) => {
    const { msg_signature, timestamp = '', nonce = '', echostr } = Query.parse(ctx.query);
    const body = echostr === undefined ? await rawBody(ctx.req, { encoding: 'utf8' }) : '';
    const sealed = echostr ?? readXmlFields(body, 'envelope')['Encrypt'] ?? '';
    if (getSignature(token, timestamp, nonce, sealed) !== msg_signature) return ctx.throw(403);
    const { message, id } = decrypt(aesKey, sealed);
    if (id !== corpId) return ctx.throw(400);
    if (echostr !== undefined) {
      ctx.body = message;
      return;
    }
    const callback = readXmlFields(message, 'shape');
    heard.push(callback);
    const answer = bot.answer(callback);
    ctx.body = answer === undefined ? '' : writeXml(Spoiled.parse(bot.spoil(wrap(answer))));
  });
  const wrap = (answer: string): Envelope => {
    const Encrypt = encrypt(aesKey, answer, bot.receiveId);
    const MsgSignature = getSignature(token, '1400000000', 'own-nonce', Encrypt);
    return { Encrypt, MsgSignature, TimeStamp: '1400000000', Nonce: 'own-nonce' };
  };
  const server = await listen(koa.callback(), '127.0.0.1', 0);
  onTestFinished(() => server.close());
  const bot: XmlBot = {
    url: `${server.url}/app`,
    heard,
    answer: ({ FromUserName = '', Content, MsgType = '' }) =>
      writeXml({
        ToUserName: FromUserName,
        FromUserName: corpId,
        CreateTime: 1_400_000_000,
        MsgType: 'text',
        Content: `您说：${Content ?? MsgType}`,
      }),
    spoil: (envelope) => envelope,
    receiveId: corpId,
  };
  return bot;
}
