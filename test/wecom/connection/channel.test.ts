import { describe, expect, it, vi } from 'vitest';
import type { Content } from '../../../src/journal/outgoing.ts';
import { personId, type UnitId } from '../../../src/roster/roster.ts';
import { MINUTE, SECOND } from '../../../src/time/clock.ts';
import { REAL } from '../../../src/wecom/connection/timings.ts';
import { bytesOf } from '../../../src/wecom/limits.ts';
import { eventually } from '../support.ts';
import { holdSdkTimers } from './fake-timers.ts';
import { BOT, type ConnectionSetup, frames, GROUP, group, openConnected, toGroup, toLi } from './support.ts';

const note: Content = { type: 'markdown', text: '# 周报', mention: [] };

/** A connection to a platform on which the group and 李明 have spoken to the bot. */
async function spoken(): Promise<ConnectionSetup> {
  const setup = await openConnected();
  await setup.platform.say({ from: 'LiMing', chat: group, text: '绑定' });
  await setup.platform.say({ from: 'LiMing', chat: 'private', text: '你好' });
  return setup;
}

const send = ({ connection }: ConnectionSetup, content: Content = note, again = false) =>
  connection.channel.send(toGroup, content, again);
const arrived = ({ platform }: ConnectionSetup) => platform.takeMessages().map(({ content }) => content);

describe('a message over the connection of our own accord', () => {
  it('reaches the group a unit is bound to, and who has spoken to the bot alone', async () => {
    const setup = await spoken();
    expect(await send(setup)).toEqual({ status: 'sent' });
    expect(await setup.connection.channel.send(toLi, note, false)).toEqual({ status: 'sent' });
    expect(setup.platform.takeMessages(group)).toHaveLength(1);
    expect(setup.platform.takeMessages({ private: 'LiMing' })).toHaveLength(1);
    await eventually(() => frames(setup.platform, 'aibot_send_msg')).toMatchObject([
      { request: { chatid: GROUP, chat_type: 2, msgtype: 'markdown', markdown: { content: '# 周报' } } },
      { request: { chatid: 'LiMing', chat_type: 1 } },
    ]);
  });

  it('calls who is meant by name, and says when it is sent again', async () => {
    const setup = await spoken();
    const mention = ['LiMing', 'wangfang', 'nobody'].map(personId);
    await send(setup, { ...note, mention }, true);
    expect(arrived(setup)).toMatchObject([{ text: '@李明 @王芳\n（重发，如已收到请忽略）\n# 周报' }]);
  });

  it('has room for names and the note beside a text of the length the channel tells', async () => {
    const setup = await spoken();
    const text = 'x'.repeat(setup.connection.channel.markdownBytes);
    await send(setup, { type: 'markdown', text, mention: [personId('LiMing')] }, true);
    const [content] = arrived(setup);
    expect(content).toMatchObject({ text: expect.stringMatching(/^@李明\n.*x$/s) });
    expect(bytesOf(content && 'text' in content ? content.text : '')).toBeLessThanOrEqual(20_480);
  });

  it('shows a card to tap, of a task the platform has not seen, and so does the second try', async () => {
    const setup = await spoken();
    const choices = [{ label: '签到', says: '/签到 7' }];
    const content: Content = {
      type: 'card',
      card: { id: 'c-7', title: '签到', lines: [], choices },
      text: '签到',
    };
    expect(await send(setup, content)).toEqual({ status: 'sent' });
    expect(await send(setup, content, true)).toEqual({ status: 'sent' });
    expect(arrived(setup)).toMatchObject([
      { card: { title: '签到', text: '', buttons: [{ text: '签到', key: '/签到 7' }] } },
      { card: { title: '签到', text: '（重发，如已收到请忽略）' } },
    ]);
  });

  it('says in words what cannot be a card', async () => {
    const setup = await spoken();
    const choices = [{ label: '签到', says: '长'.repeat(400) }];
    await send(setup, {
      type: 'card',
      card: { id: 'c-7', title: '签到', lines: [], choices },
      text: '请签到',
    });
    expect(arrived(setup)).toMatchObject([{ text: '请签到' }]);
  });
});

describe('a lane over the connection', () => {
  it('is one for one conversation, and tells no chat and nobody by their id', async () => {
    const { connection } = await openConnected();
    const { channel } = connection;
    expect(channel.lane(toGroup)).toMatchObject({
      id: expect.stringMatching(/^connection\/[0-9a-f]{16}$/),
      perMinute: 30,
      down: false,
    });
    expect(channel.lane(toLi)?.id).not.toBe(channel.lane(toGroup)?.id);
  });

  it('is none for a group that is not bound and for who has not spoken to the bot', async () => {
    const { connection } = await openConnected();
    const { channel } = connection;
    const unbound = { kind: 'group', unit: '无名支部' as UnitId } as const;
    expect(channel.lane(unbound)).toBeUndefined();
    expect(channel.lane({ kind: 'person', person: personId('wangfang') })).toBeUndefined();
    expect(await channel.send(unbound, note, false)).toMatchObject({ status: 'closed' });
  });

  it('is down, without room, while there is no connection', async () => {
    const setup = await spoken();
    const { connection, platform, time } = setup;
    platform.connection.drop();
    await eventually(() => connection.channel.lane(toGroup)).toMatchObject({ down: true });
    expect(connection.channel.lane(toGroup)?.hasRoom?.()).toBe(false);
    expect(await send(setup)).toMatchObject({ status: 'retry', detail: expect.stringContaining('连接不上') });
    await eventually(() => time.waitingFor(REAL.reconnect)).toBe(1);
    time.pass(REAL.reconnect);
    await eventually(() => connection.channel.lane(toGroup)).toMatchObject({ down: false });
    expect(await send(setup)).toEqual({ status: 'sent' });
    arrived(setup);
  });
});

describe('hazard 6: WeCom as an unreliable peer over the connection', () => {
  const failing = async (errcode: number): Promise<ConnectionSetup> => {
    const setup = await spoken();
    setup.platform.failNext(1, { kind: 'errcode', errcode }, 'connection');
    return setup;
  };

  it.each([
    [93006, '在群里 @机器人 说一句话'],
    [93008, '把机器人加进群'],
    [93004, '已被停用'],
    [60111, '没有这个账号'],
  ])('%i: this way does not lead there, and the office is told what to do', async (errcode, advice) => {
    expect(await send(await failing(errcode))).toEqual({
      status: 'closed',
      detail: expect.stringMatching(new RegExp(`${advice}.*${errcode}`)),
    });
  });

  it.each([40008, 44004, 45002, 99999])('%i: is final', async (errcode) => {
    expect(await send(await failing(errcode))).toMatchObject({ status: 'refused' });
  });

  it('45009: waits a whole minute', async () => {
    expect(await send(await failing(45009))).toMatchObject({ status: 'retry', after: MINUTE });
  });

  it.each([-1, 45033])('%i: tries again, ever more rarely, until it works', async (errcode) => {
    const setup = await spoken();
    setup.platform.failNext(3, { kind: 'errcode', errcode }, 'connection');
    const waits: number[] = [];
    for (let tries = 0; tries < 3; tries++) {
      const result = await send(setup);
      if (result.status === 'retry') waits.push(result.after / SECOND);
    }
    expect(waits).toEqual([2, 4, 8]);
    expect(await send(setup)).toEqual({ status: 'sent' });
    arrived(setup);
  });

  it('an acknowledgement that is lost: leaves the outcome unknown', async () => {
    holdSdkTimers();
    const setup = await spoken();
    setup.platform.failNext(1, { kind: 'answer-lost' }, 'connection');
    const result = send(setup);
    await setup.platform.expectMessages(group, 1);
    vi.advanceTimersByTime(REAL.ack);
    expect(await result).toMatchObject({ status: 'unknown' });
  });

  it('a break while it is on its way: leaves the outcome unknown', async () => {
    const setup = await spoken();
    setup.platform.failNext(1, { kind: 'reset' }, 'connection');
    expect(await send(setup)).toMatchObject({ status: 'unknown' });
  });

  it('being put out while it is on its way: leaves the outcome unknown', async () => {
    holdSdkTimers();
    const setup = await spoken();
    setup.platform.failNext(1, { kind: 'answer-lost' }, 'connection');
    const result = send(setup);
    await setup.platform.expectMessages(group, 1);
    setup.platform.connection.kick();
    expect(await result).toMatchObject({ status: 'unknown' });
  });

  it('whatever happens, neither secret nor message nor chat is in any log or result', async () => {
    const setup = await spoken();
    const results: unknown[] = [];
    for (const errcode of [93006, -1, 45009, 40058]) {
      setup.platform.failNext(1, { kind: 'errcode', errcode, errmsg: `周报 ${GROUP}` }, 'connection');
      results.push(await send(setup));
    }
    setup.platform.failNext(1, { kind: 'reset' }, 'connection');
    results.push(await send(setup));
    expect(setup.lines.length).toBeGreaterThanOrEqual(5);
    const said = setup.lines.join() + JSON.stringify(results);
    for (const secret of [
      BOT.secret,
      BOT.botId,
      GROUP,
      '周报',
      'LiMing',
      '你好',
      setup.platform.connectionUrl,
    ])
      expect(said).not.toContain(secret);
  });
});
