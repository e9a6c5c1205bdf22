import { describe, expect, it } from 'vitest';
import { REAL } from '../../../src/wecom/connection/timings.ts';
import { eventually } from '../support.ts';
import { group, openConnected, openConnection, saidIn, toGroup } from './support.ts';

describe('a connection that is closed', () => {
  it('finishes the answers in hand first', async () => {
    const { platform, connection, listener } = await openConnected();
    const work = Promise.withResolvers<string>();
    listener.says = () => work.promise;
    const answer = platform.say({ from: 'LiMing', chat: group, text: '周报' });
    await eventually(() => listener.heard).toHaveLength(1);
    const closed = connection.close();
    work.resolve('周报在此');
    await closed;
    expect(await answer).toMatchObject({ text: '周报在此' });
    await eventually(() => platform.connection.connection).toBeUndefined();
  });

  it('says what it has gathered in a busy conversation at once', async () => {
    const { platform, connection, listener, time } = await openConnected({ members: 20, answerWithinMs: 1 });
    listener.says = async ({ from }) => `${from}已签到。`;
    for (let index = 0; index < 20; index++)
      await platform.say({ from: `member-${index}`, chat: group, text: '签到' });
    await eventually(() => time.waitingFor(REAL.gather)).toBe(1);
    await eventually(() => listener.heard).toHaveLength(20);
    await connection.close();
    expect(saidIn(platform, group).at(-1)).toContain('member-19已签到。');
  });

  it.each([
    ['that has not been begun', 0],
    ['that has been begun', REAL.quick],
  ])('waits for a slow answer %s for a few seconds, not for ever', async (_what, passed) => {
    const { platform, connection, listener, time } = await openConnected({ answerWithinMs: 1 });
    listener.says = () => new Promise(() => undefined);
    platform.say({ from: 'LiMing', chat: group, text: '周报' }).catch(() => undefined);
    await eventually(() => time.waitingFor(REAL.quick)).toBe(1);
    time.pass(passed);
    const rest = passed === 0 ? REAL.quick : REAL.patience - REAL.quick;
    await eventually(() => time.waitingFor(rest)).toBe(1);
    const closed = connection.close();
    await eventually(() => time.waitingFor(REAL.closing)).toBe(1);
    time.pass(REAL.closing);
    await closed;
    await eventually(() => platform.connection.connection).toBeUndefined();
    expect(time.waiting).toBe(0);
  });

  it('takes nothing up any more', async () => {
    const { platform, connection, listener } = await openConnected({ answerWithinMs: 1 });
    const work = Promise.withResolvers<string>();
    listener.says = () => work.promise;
    await platform.say({ from: 'LiMing', chat: group, text: '一' });
    await eventually(() => listener.heard).toHaveLength(1);
    const closed = connection.close();
    await platform.say({ from: 'LiMing', chat: group, text: '二' });
    work.resolve('好');
    await closed;
    expect(listener.heard).toHaveLength(1);
    const note = { type: 'markdown', text: '提醒', mention: [] } as const;
    expect(await connection.channel.send(toGroup, note, false)).toMatchObject({ status: 'retry' });
    expect(connection.health()).toMatchObject({ ok: false, detail: '长连接已经关闭' });
  });

  it('leaves nothing waiting, whatever state it was in', async () => {
    const broken = await openConnected();
    broken.platform.connection.drop();
    await eventually(() => broken.time.waitingFor(REAL.reconnect)).toBe(1);
    const connecting = await openConnection();
    const standing = await openConnected();
    const kicked = await openConnected();
    kicked.platform.connection.kick();
    await eventually(() => kicked.time.waitingFor(REAL.takeBack)).toBe(1);
    for (const { connection, time } of [broken, connecting, standing, kicked]) {
      await connection.close();
      expect(time.waiting).toBe(0);
    }
  });
});
