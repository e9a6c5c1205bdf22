import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { answerParent } from './child.ts';
import { confirm, Order } from './load.ts';
import { playRound } from './round.ts';
import { messageOf, type Said } from './wire.ts';

// The other end of bots' long connections. It says yes to every frame at once and tells bots what people say, nothing more:
// https://developer.work.weixin.qq.com/document/path/101463

/** Milliseconds a round may take. */
const PATIENCE = 120_000;

const Frame = z.object({
  cmd: z.string(),
  headers: z.object({ req_id: z.string() }),
  body: z.unknown().optional(),
});
const Subscribe = z.object({ bot_id: z.string() });
const Finished = z.object({ stream: z.object({ finish: z.literal(true), content: z.string() }) });

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
await once(server, 'listening');
const lines = new Map<string, PromiseWithResolvers<WebSocket>>();
const awaited = new Map<string, (answer: string) => void>();

server.on('connection', (socket) => socket.on('message', (data) => hear(socket, String(data))));

function hear(socket: WebSocket, text: string): void {
  const { cmd, headers, body } = Frame.parse(JSON.parse(text));
  socket.send(JSON.stringify({ headers, errcode: 0, errmsg: 'ok' }));
  if (cmd === 'aibot_subscribe') lineOf(Subscribe.parse(body).bot_id).resolve(socket);
  if (cmd !== 'aibot_respond_msg') return;
  const finished = Finished.safeParse(body);
  if (finished.success) awaited.get(headers.req_id)?.(finished.data.stream.content);
}

function lineOf(bot: string): PromiseWithResolvers<WebSocket> {
  const line = lines.get(bot) ?? Promise.withResolvers<WebSocket>();
  lines.set(bot, line);
  return line;
}

function frameOf(said: Said): { readonly reqId: string; readonly text: string } {
  const reqId = randomBytes(16).toString('hex');
  const frame = { cmd: 'aibot_msg_callback', headers: { req_id: reqId }, body: messageOf(said) };
  return { reqId, text: JSON.stringify(frame) };
}

async function play({ to, atOnce, expect, said }: Order): Promise<unknown> {
  const socket = await lineOf(to).promise;
  const frames = said.map(frameOf);
  const answers: string[] = [];
  globalThis.gc?.();
  const late = Promise.withResolvers<never>();
  const giveUp = (): void => late.reject(new Error(`${answers.length} of ${said.length} were answered`));
  const timer = setTimeout(giveUp, PATIENCE);
  const playing = playRound(frames, atOnce, async ({ reqId, text }) => {
    const answer = new Promise<string>((resolve) => awaited.set(reqId, resolve));
    socket.send(text);
    answers.push(await answer);
    awaited.delete(reqId);
  });
  const round = await Promise.race([playing, late.promise]);
  clearTimeout(timer);
  for (const answer of answers) confirm(answer, expect);
  return round;
}

answerParent((question) => {
  if (question !== 'where') return play(Order.parse(question));
  const { port } = server.address() as AddressInfo;
  return { url: `ws://127.0.0.1:${port}` };
});
