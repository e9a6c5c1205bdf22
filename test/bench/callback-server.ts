import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import Koa from 'koa';
import rawBody from 'raw-body';
import { answerParent } from './child.ts';
import { SECRETS } from './wire.ts';

/** The message of a callback, as far as the simplest bots look at it. */
export interface Message {
  readonly msgid: string;
  readonly chatid: string;
  readonly from: { readonly userid: string };
  readonly text: { readonly content: string };
}

/** The least a bot in URL mode has to do, with Koa and @wecom/crypto: signature, decryption, an answer, encryption. */
export function serveCallback(answer: (message: Message) => string): void {
  const { token, aesKey, receiveId } = SECRETS;
  const app = new Koa();
  app.use(async (ctx) => {
    if (ctx.method !== 'POST') return;
    const { msg_signature: signature, timestamp, nonce } = ctx.query;
    const { encrypt: sealed } = JSON.parse(await rawBody(ctx.req, { encoding: 'utf8' }));
    if (getSignature(token, String(timestamp), String(nonce), sealed) !== signature) ctx.throw(403);
    const message: Message = JSON.parse(decrypt(aesKey, sealed).message);
    const stream = { id: message.msgid, finish: true, content: answer(message) };
    const reply = encrypt(aesKey, JSON.stringify({ msgtype: 'stream', stream }), receiveId);
    const now = Math.floor(Date.now() / 1000);
    const msgsignature = getSignature(token, now, String(nonce), reply);
    ctx.body = { encrypt: reply, msgsignature, timestamp: now, nonce };
  });
  const handle = app.callback();
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  answerParent(() => {
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/wecom/callback`, cpu: process.cpuUsage() };
  });
}
