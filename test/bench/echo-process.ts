import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decrypt, encrypt, getSignature } from '@wecom/crypto';
import Koa from 'koa';
import rawBody from 'raw-body';
import { answerParent } from './child.ts';
import { SECRETS } from './wire.ts';

// The least a bot can be: signature, decryption, an answer, encryption. It keeps nothing and checks nothing else.
const { token, aesKey, receiveId } = SECRETS;
const app = new Koa();
app.use(async (ctx) => {
  if (ctx.method !== 'POST') return;
  const { msg_signature: signature, timestamp, nonce } = ctx.query;
  const { encrypt: sealed } = JSON.parse(await rawBody(ctx.req, { encoding: 'utf8' }));
  if (getSignature(token, String(timestamp), String(nonce), sealed) !== signature) ctx.throw(403);
  const { msgid, text } = JSON.parse(decrypt(aesKey, sealed).message);
  const stream = { id: msgid, finish: true, content: `您说：${text.content}` };
  const answer = encrypt(aesKey, JSON.stringify({ msgtype: 'stream', stream }), receiveId);
  const now = Math.floor(Date.now() / 1000);
  const msgsignature = getSignature(token, now, String(nonce), answer);
  ctx.body = { encrypt: answer, msgsignature, timestamp: now, nonce };
});
const handle = app.callback();
const server = createServer((request, response) => void handle(request, response));
server.listen(0, '127.0.0.1');
answerParent(() => {
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/wecom/callback`, cpu: process.cpuUsage() };
});
