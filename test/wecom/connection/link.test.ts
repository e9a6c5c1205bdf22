import { describe, expect, it, vi } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/time/clock.ts';
import { REAL } from '../../../src/wecom/connection/timings.ts';
import { eventually } from '../support.ts';
import { holdSdkTimers } from './fake-timers.ts';
import { BOT, type ConnectionSetup, frames, openConnected, openConnection } from './support.ts';

const FINE = { name: '智能机器人长连接', ok: true, detail: '' };
const subscribes = ({ platform }: ConnectionSetup): number => frames(platform, 'aibot_subscribe').length;

/** Waits until the connection rests for so long before it does something, and lets that time pass. */
async function rest({ time }: ConnectionSetup, milliseconds: number): Promise<void> {
  await eventually(() => time.waitingFor(milliseconds)).toBe(1);
  time.pass(milliseconds);
}

describe('the long connection', () => {
  it('is healthy once WeCom has taken it in, and not before', async () => {
    const setup = await openConnection();
    expect(setup.connection.health()).toMatchObject({ ok: false, detail: '正在连接企业微信' });
    await eventually(() => setup.connection.health()).toEqual(FINE);
    expect(setup.platform.connection.connection).toBe(1);
  });

  it('comes back after a break, resting longer after each failure', async () => {
    const setup = await openConnected();
    const { platform, connection } = setup;
    platform.failNext(3, { kind: 'reset' }, 'subscribe');
    platform.connection.drop();
    for (const seconds of [1, 2, 4, 8]) {
      await eventually(() => connection.health()).toMatchObject({
        ok: false,
        detail: expect.stringContaining('WECOM_WS_URL'),
      });
      await rest(setup, seconds * SECOND);
    }
    await eventually(() => connection.health()).toEqual(FINE);
    expect(subscribes(setup)).toBe(5);
  });

  it('tries for ever, once a minute at the rarest', async () => {
    const setup = await openConnected();
    setup.platform.failNext(20, { kind: 'reset' }, 'subscribe');
    setup.platform.connection.drop();
    for (const seconds of [1, 2, 4, 8, 16, 32, ...Array(14).fill(60)]) await rest(setup, seconds * SECOND);
    await rest(setup, MINUTE);
    await eventually(() => setup.connection.health()).toEqual(FINE);
  });

  it('begins with short rests again after it has stood for a minute', async () => {
    const setup = await openConnected();
    const { platform, connection, time } = setup;
    for (const seconds of [1, 2, 4]) {
      platform.connection.drop();
      await rest(setup, seconds * SECOND);
      await eventually(() => connection.health()).toEqual(FINE);
    }
    time.pass(MINUTE);
    platform.connection.drop();
    await rest(setup, SECOND);
    await eventually(() => connection.health()).toEqual(FINE);
  });

  it('is not healthy while nobody listens there', async () => {
    const setup = await openConnected();
    await setup.platform.close();
    await rest(setup, SECOND);
    await rest(setup, 2 * SECOND);
    await eventually(() => setup.time.waitingFor(4 * SECOND)).toBe(1);
    expect(setup.connection.health()).toMatchObject({ ok: false });
  });

  it('is not healthy at an address where nobody speaks WebSocket, and says which to check', async () => {
    const setup = await openConnection({ path: '/cgi-bin/ws' });
    for (const seconds of [1, 2, 4]) await rest(setup, seconds * SECOND);
    expect(setup.connection.health()).toMatchObject({ ok: false });
    await eventually(() => setup.time.waitingFor(8 * SECOND)).toBe(1);
    expect(setup.connection.health()).toMatchObject({ detail: expect.stringContaining('WECOM_WS_URL') });
  });

  it('to a server that has fallen silent is given up within three heartbeats, and made anew', async () => {
    holdSdkTimers();
    const setup = await openConnected();
    const { platform, connection } = setup;
    platform.connection.mute(true);
    for (let beat = 0; beat < 3; beat++) {
      expect(connection.health()).toEqual(FINE);
      vi.advanceTimersByTime(REAL.heartbeat);
    }
    await eventually(() => connection.health()).toMatchObject({ ok: false });
    expect(setup.lines.join()).toContain('WeCom does not answer heartbeats');
    platform.connection.mute(false);
    await rest(setup, SECOND);
    await eventually(() => connection.health()).toEqual(FINE);
  });

  it('goes on as long as heartbeats are answered', async () => {
    holdSdkTimers();
    const setup = await openConnected();
    const say = () => setup.platform.say({ from: 'LiMing', chat: 'private', text: '在吗' });
    for (let beat = 0; beat < 5; beat++) {
      vi.advanceTimersByTime(REAL.heartbeat);
      // The second message is told after the heartbeat was answered.
      await say();
      await say();
      // Of the SDK's timers only the heartbeat is left: all else was acknowledged.
      await eventually(() => vi.getTimerCount()).toBe(1);
    }
    expect(setup.connection.health()).toEqual(FINE);
    expect(setup.platform.connection.connection).toBe(1);
  });

  it('to a server that takes it and says nothing is given up, and made anew', async () => {
    const setup = await openConnection();
    setup.platform.connection.mute(true);
    setup.time.pass(REAL.subscribe);
    setup.platform.connection.mute(false);
    await rest(setup, SECOND);
    await eventually(() => setup.connection.health()).toEqual(FINE);
  });
});

describe('a connection that WeCom refuses', () => {
  it.each([
    ['a wrong secret', { secret: 'wr0ng-secret-of-the-bot' }, 'WECOM_BOT_SECRET', 853000],
    ['a wrong bot id', { botId: 'aib-nobody', secret: BOT.secret }, 'WECOM_BOT_ID', 93019],
  ])(
    'for %s: tries three times, stays down and says what to check',
    async (_what, wrong, variable, errcode) => {
      const setup = await openConnection(wrong);
      const { connection, lines, time } = setup;
      await rest(setup, MINUTE);
      await rest(setup, MINUTE);
      await eventually(() => lines.filter((line) => line.includes('"last":true'))).toHaveLength(1);
      expect(connection.health()).toMatchObject({
        ok: false,
        detail: expect.stringMatching(new RegExp(`${errcode}.*${variable}`)),
      });
      time.pass(DAY);
      expect(subscribes(setup)).toBe(3);
      expect(lines.join()).not.toContain(wrong.secret);
    },
  );

  it('for being asked too often: waits a minute each time, and does not give up', async () => {
    const setup = await openConnection();
    setup.platform.failNext(4, { kind: 'errcode', errcode: 45009 }, 'subscribe');
    for (let attempt = 0; attempt < 4; attempt++) {
      await rest(setup, MINUTE);
      expect(setup.connection.health()).toMatchObject({ ok: false });
    }
    await eventually(() => setup.connection.health()).toEqual(FINE);
    expect(subscribes(setup)).toBe(5);
  });
});

describe('a connection that another program takes over', () => {
  it('says so, does not fight, and is taken back after ten minutes', async () => {
    const setup = await openConnected();
    const { platform, connection, lines, time } = setup;
    const other = setup.another();
    await eventually(() => connection.health()).toMatchObject({
      ok: false,
      detail: expect.stringContaining('另一个程序用同一个机器人连上了企业微信'),
    });
    await eventually(() => other.health()).toEqual(FINE);
    expect(lines.join()).toContain('put out by another program');
    time.pass(10 * MINUTE - 1);
    expect(platform.connection.connection).toBe(2);
    time.pass(1);
    await eventually(() => connection.health()).toEqual(FINE);
    await eventually(() => other.health()).toMatchObject({ ok: false });
  });

  it('stays down when it is put out again within a day, and says what to do', async () => {
    const setup = await openConnected();
    const { platform, connection, time } = setup;
    platform.connection.kick();
    await rest(setup, 10 * MINUTE);
    await eventually(() => connection.health()).toEqual(FINE);
    time.pass(23 * HOUR);
    platform.connection.kick();
    await eventually(() => connection.health()).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/第二次.*重新启动/),
    });
    time.pass(3 * DAY);
    expect(subscribes(setup)).toBe(2);
  });

  it('may be put out once a day', async () => {
    const setup = await openConnected();
    const { platform, connection, time } = setup;
    for (let day = 0; day < 3; day++) {
      platform.connection.kick();
      await rest(setup, 10 * MINUTE);
      await eventually(() => connection.health()).toEqual(FINE);
      time.pass(DAY);
    }
    expect(subscribes(setup)).toBe(4);
  });
});
