import { once } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../../../src/simulator/chat.ts';
import { MINUTE } from '../../../src/time/clock.ts';
import { team, useStage } from '../stage.ts';
import { ConnectedBot, CREDENTIALS } from './connected-bot.ts';
import { markdown, OK, toTeam, useConnection } from './stage.ts';

describe('subscribing', () => {
  const stage = useConnection();
  const connect = () => ConnectedBot.connect(stage().platform.connectionUrl);

  it.each([
    ['a wrong secret', { ...CREDENTIALS, secret: 'wrong' }, 853000],
    ['a wrong bot id', { ...CREDENTIALS, botId: 'aib-nobody' }, 93019],
  ])('answers %s with an errcode and leaves the other connection alone', async (_what, wrong, errcode) => {
    const other = await connect();
    expect(await other.subscribe(wrong)).toMatchObject({ errcode });
    expect(stage().platform.connection.connection).toBe(1);
  });

  it('puts out who has subscribed before, and says so', async () => {
    const { bot, platform } = stage();
    const other = await connect();
    expect(await other.subscribe()).toMatchObject(OK);
    await bot.closed;
    expect(bot.heard).toMatchObject([{ body: { event: { eventtype: 'disconnected_event' } } }]);
    expect(platform.connection.connection).toBe(2);
  });

  it('again on a connection that has it is one too many', async () => {
    expect(await stage().bot.subscribe()).toMatchObject({ errcode: 45009 });
  });

  it('too often is refused, until the minute is over', async () => {
    const { clock } = stage();
    let errcode = 0;
    for (let count = 0; count < 50 && errcode === 0; count++)
      ({ errcode } = await (await connect()).subscribe());
    expect(errcode).toBe(45009);
    clock.advance(MINUTE);
    expect(await (await connect()).subscribe()).toMatchObject(OK);
  });

  it('comes before anything else', async () => {
    const other = await connect();
    other.socket.send(JSON.stringify({ cmd: 'ping', headers: { req_id: 'p' } }));
    await other.closed;
    expect(stage().platform.connection.connection).toBe(1);
  });

  it('is at one address alone, and speaks frames alone', async () => {
    const { platform, bot } = stage();
    await expect(ConnectedBot.connect(`${platform.connectionUrl}/ws?token=1`)).rejects.toThrow('404');
    bot.socket.send('hello');
    await bot.closed;
  });

  it('is heard of in the journal without its secret', async () => {
    expect(stage().platform.outbound).toMatchObject([
      { api: 'aibot_subscribe', request: { bot_id: 'aib-echo' }, answer: OK },
    ]);
    expect(JSON.stringify(stage().platform.outbound)).not.toContain(CREDENTIALS.secret);
  });

  it('answers heartbeats', async () => {
    expect(await stage().bot.call('ping')).toEqual({ headers: { req_id: expect.any(String) }, ...OK });
  });
});

describe('a connection ordered to fail', () => {
  const stage = useConnection();
  const send = (content = '一') => stage().bot.call('aibot_send_msg', toTeam(markdown(content)));
  const arrived = () =>
    stage()
      .platform.takeMessages(team)
      .map(({ content }) => textOf(content));
  beforeEach(() => stage().platform.say({ from: 'LiMing', chat: team, text: '你好' }));

  it('answers with the errcode, as often as ordered, and does nothing', async () => {
    stage().platform.failNext(2, { kind: 'errcode', errcode: -1 }, 'connection');
    expect([await send(), await send(), await send()].map(({ errcode }) => errcode)).toEqual([-1, -1, 0]);
    expect(arrived()).toEqual(['一']);
  });

  it.each(['reset', 'html'] as const)('%s: breaks off and does nothing', async (kind) => {
    stage().platform.failNext(1, { kind }, 'connection');
    void send();
    await stage().bot.closed;
    expect(arrived()).toEqual([]);
  });

  it('says nothing for a while, then breaks off', async () => {
    stage().platform.failNext(1, { kind: 'silence', ms: 10 }, 'connection');
    void send();
    await stage().bot.closed;
    expect(arrived()).toEqual([]);
  });

  it('does what was asked and loses the acknowledgement, with or without breaking off', async () => {
    const { platform, bot } = stage();
    platform.failNext(1, { kind: 'answer-lost' }, 'connection');
    let acknowledged = false;
    void send('一').then(() => {
      acknowledged = true;
    });
    await platform.expectMessages(team, 1);
    expect((await send('二')).errcode).toBe(0);
    expect(acknowledged).toBe(false);
    platform.failNext(1, { kind: 'answer-lost', ms: 0 }, 'connection');
    void send('三');
    await bot.closed;
    expect(arrived()).toEqual(['二', '三']);
    expect(platform.outbound.at(-1)).toMatchObject({ fault: { kind: 'answer-lost' }, answer: OK });
  });

  it('acknowledges late', async () => {
    stage().platform.failNext(1, { kind: 'slow', ms: 20 }, 'connection');
    expect(await send()).toMatchObject(OK);
    expect(arrived()).toEqual(['一']);
  });

  it('refuses to be subscribed to', async () => {
    const { platform } = stage();
    platform.failNext(1, { kind: 'errcode', errcode: 45009 }, 'subscribe');
    const other = await ConnectedBot.connect(platform.connectionUrl);
    expect(await other.subscribe()).toMatchObject({ errcode: 45009 });
    expect(await other.subscribe()).toMatchObject(OK);
  });

  it('breaks off, puts out, and falls silent when told so', async () => {
    const { platform, bot } = stage();
    platform.connection.mute(true);
    let answered = false;
    void bot.call('ping').then(() => {
      answered = true;
    });
    // What carries the frames goes on working, and proves that the heartbeat has come.
    bot.socket.ping();
    await once(bot.socket, 'pong');
    platform.connection.mute(false);
    await bot.call('ping');
    expect(answered).toBe(false);
    platform.connection.kick();
    await bot.closed;
    expect(bot.heard.at(-1)?.body.event?.eventtype).toBe('disconnected_event');
    const other = await ConnectedBot.connect(platform.connectionUrl);
    await other.subscribe();
    platform.connection.drop();
    await other.closed;
    expect(platform.connection.connection).toBeUndefined();
  });
});

describe('a bot in URL mode', () => {
  const stage = useStage();

  it('has no connection', async () => {
    const { platform } = stage();
    expect(() => platform.connection).toThrow('not in connection mode');
    const { bot } = stage();
    expect(platform.connectionUrl).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/);
    await expect(ConnectedBot.connect(platform.connectionUrl)).rejects.toThrow();
    expect(bot.heard).toEqual([]);
  });
});
