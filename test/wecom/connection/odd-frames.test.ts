import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { personId } from '../../../src/roster/roster.ts';
import { LongConnection } from '../../../src/wecom/connection/long-connection.ts';
import { Reception } from '../../../src/wecom/reception.ts';
import { eventually, Listener, MemoryFiles, NOON, readableLog } from '../support.ts';
import { HandTime } from './time.ts';

const Frame = z.object({
  cmd: z.string(),
  headers: z.object({ req_id: z.string() }),
  body: z.unknown(),
});
type Frame = z.infer<typeof Frame>;

/** A server that acknowledges everything, and says whatever it is told to, as a stranger to our own stand-in. */
async function openByHand() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const heard: Frame[] = [];
  let socket: WebSocket | undefined;
  server.on('connection', (client) => {
    socket = client;
    client.on('message', (data) => {
      const frame = Frame.parse(JSON.parse(String(data)));
      heard.push(frame);
      client.send(JSON.stringify({ headers: frame.headers, errcode: 0, errmsg: 'ok' }));
    });
  });
  const time = new HandTime(NOON);
  const { clock, timer } = time;
  const listener = new Listener();
  const { log, lines } = readableLog();
  const connection = new LongConnection({
    config: { mode: 'connection', botId: 'b', secret: 's', url: `ws://127.0.0.1:${port}` },
    files: new MemoryFiles(),
    log,
    clock,
    chatOf: () => undefined,
    privateChatOf: () => undefined,
    nameOf: () => undefined,
    timer,
  });
  onTestFinished(async () => {
    await connection.close();
    for (const client of server.clients) client.terminate();
    server.close();
  });
  connection.begin(
    new Reception({
      conversation: listener,
      receive: async () => ({ ok: false, why: 'expired' }),
      identify: async (userid) => personId(userid),
      clock,
    }),
  );
  await eventually(() => connection.health()).toMatchObject({ ok: true });
  const raw = (text: string): void => socket?.send(text);
  return {
    connection,
    listener,
    lines,
    raw,
    said: () => heard.filter(({ cmd }) => cmd !== 'aibot_subscribe'),
    tell: (cmd: string, body: unknown, req_id = 'R1') =>
      raw(JSON.stringify({ cmd, headers: { req_id }, body })),
  };
}

const sender = { chattype: 'group', chatid: 'G1', from: { userid: 'LiMing' } };
const words = (content: string, msgid = 'M1') => ({ msgid, ...sender, msgtype: 'text', text: { content } });

describe('a message of a kind that is not taken', () => {
  it('is answered politely, once', async () => {
    const { tell, said, listener } = await openByHand();
    const video = { msgid: 'V1', ...sender, msgtype: 'video', video: { url: 'https://a/1' } };
    tell('aibot_msg_callback', video);
    await eventually(said).toMatchObject([
      {
        cmd: 'aibot_respond_msg',
        headers: { req_id: 'R1' },
        body: { stream: { finish: true, content: expect.stringMatching(/^抱歉，暂时看不懂/) } },
      },
    ]);
    tell('aibot_msg_callback', video, 'R2');
    tell('aibot_msg_callback', words('后来'), 'R3');
    await eventually(said).toHaveLength(2);
    expect(listener.heard).toMatchObject([{ text: '后来' }]);
  });
});

describe('what is no message', () => {
  it('is left out without harm and without a word of it in the log', async () => {
    const { tell, raw, said, lines, connection } = await openByHand();
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '42',
      '{"headers":null}',
      '{"headers":{"req_id":"私密"}}',
      '私密',
    ])
      raw(text);
    for (const body of [undefined, null, [], {}, { msgtype: 'text' }, { msgtype: 7, msgid: '私密' }])
      for (const cmd of ['aibot_msg_callback', 'aibot_event_callback']) tell(cmd, body);
    tell('aibot_msg_callback', { ...words('私密'), from: { userid: 'sys' } });
    tell('aibot_msg_callback', { ...words('私密'), chatid: undefined });
    tell('aibot_event_callback', { msgid: 'E1', ...sender, msgtype: 'event', event: { eventtype: '私密' } });
    tell('aibot_nobody_knows', words('私密'));
    raw(JSON.stringify({ headers: { req_id: '私密' }, errcode: 0 }));
    tell('aibot_msg_callback', words('签到', 'M2'));
    await eventually(said).toHaveLength(1);
    expect(connection.health()).toMatchObject({ ok: true });
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.join()).not.toContain('私密');
  });

  it.each([
    ['as the documents have it', { msgid: 'E1', aibotid: 'b', create_time: 1, msgtype: 'event' }],
    ['with nothing else in it', { msgtype: 'event' }],
    ['without even its kind', {}],
  ])('a disconnected_event %s is understood', async (_how, rest) => {
    const { tell, connection } = await openByHand();
    tell('aibot_event_callback', { ...rest, event: { eventtype: 'disconnected_event' } });
    await eventually(() => connection.health()).toMatchObject({
      ok: false,
      detail: expect.stringContaining('另一个程序'),
    });
  });
});

describe('what the SDK writes', () => {
  it('brings neither text nor secret into the log', async () => {
    const { tell, said, lines } = await openByHand();
    tell('aibot_msg_callback', words('私密'));
    await eventually(said).toHaveLength(1);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toMatch(/私密|127\.0\.0\.1|LiMing/);
  });
});
