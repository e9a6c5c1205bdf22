import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/journal/outgoing.ts';
import { MINUTE } from '../../../src/time/clock.ts';
import { REAL } from '../../../src/wecom/connection/timings.ts';
import { eventually } from '../support.ts';
import { type ConnectionSetup, frames, group, openConnected, toGroup, toLi } from './support.ts';

const card = (lines: readonly string[] = ['已到0人'], id = 'check-in-7'): Card => ({
  id,
  title: '集中学习签到',
  lines,
  choices: [{ label: '签到', says: '/签到 7' }],
});

/** A card that stands in the group, or in the private chat of 李明. */
async function shownCard(setup: ConnectionSetup, chat: typeof group | 'private' = group) {
  const { platform, connection, listener } = setup;
  await platform.say({ from: 'LiMing', chat, text: '你好' });
  const target = chat === 'private' ? toLi : toGroup;
  const sent = await connection.channel.send(target, { type: 'card', card: card(), text: '签到' }, false);
  expect(sent).toEqual({ status: 'sent' });
  const [message] = platform.takeMessages(chat === 'private' ? { private: 'LiMing' } : group);
  listener.heard.length = 0;
  return message?.id ?? '';
}

const tap = ({ platform }: ConnectionSetup, message: string, from = 'LiMing') =>
  platform.tap({ from, message, button: '签到' });

const textIn = (content: object | undefined): string =>
  content && 'text' in content ? String(content.text) : '';

describe('a tap', () => {
  it('says what its button says, and changes the card for all who see it', async () => {
    const setup = await openConnected();
    const message = await shownCard(setup);
    setup.listener.card = card(['已到1人']);
    const tapped = await tap(setup, message, 'wangfang');
    expect(tapped.card?.content).toMatchObject({ type: 'card', card: { text: '已到1人' } });
    expect(setup.listener.heard).toMatchObject([
      { from: 'wangfang', text: '/签到 7', tapped: 'check-in-7', chat: { kind: 'group' } },
    ]);
    expect(frames(setup.platform, 'aibot_respond_update_msg')).toHaveLength(1);
  });

  it('that changes nothing on the card is answered in words, in its group', async () => {
    const setup = await openConnected();
    const message = await shownCard(setup);
    setup.listener.says = async () => '您已经签到过了';
    expect(await tap(setup, message)).toMatchObject({ card: null });
    const [words] = await setup.platform.expectMessages(group, 1);
    expect(textIn(words?.content)).toBe('您已经签到过了');
  });

  it('in private is answered in private', async () => {
    const setup = await openConnected();
    const message = await shownCard(setup, 'private');
    setup.listener.says = async () => '好的';
    await tap(setup, message);
    const [words] = await setup.platform.expectMessages({ private: 'LiMing' }, 1);
    expect(textIn(words?.content)).toBe('好的');
  });

  it('in private changes the card and is answered in words as well', async () => {
    const setup = await openConnected();
    const message = await shownCard(setup, 'private');
    setup.listener.card = card(['已选']);
    setup.listener.says = async () => '好的';
    expect((await tap(setup, message)).card?.content).toMatchObject({ card: { text: '已选' } });
    const [words] = await setup.platform.expectMessages({ private: 'LiMing' }, 1);
    expect(textIn(words?.content)).toBe('好的');
  });

  it('that leads to another card is answered in words, and the card follows', async () => {
    const setup = await openConnected();
    const message = await shownCard(setup);
    setup.listener.says = async () => '请选择专题';
    setup.listener.card = card(['请选择'], 'topic-3');
    await tap(setup, message);
    const [words, next] = await setup.platform.expectMessages(group, 2);
    expect(textIn(words?.content)).toBe('请选择专题');
    expect(next?.content).toMatchObject({ card: { taskId: expect.stringMatching(/^topic-3@/) } });
  });

  it('whose answer is not there within five seconds is answered in words when it is', async () => {
    const setup = await openConnected();
    const message = await shownCard(setup);
    const work = Promise.withResolvers<string>();
    setup.listener.says = () => work.promise;
    setup.listener.card = card(['已到1人']);
    const tapped = tap(setup, message);
    await eventually(() => setup.time.waitingFor(REAL.inTime)).toBe(1);
    setup.time.pass(REAL.inTime);
    await eventually(() => setup.time.waitingFor(REAL.patience)).toBe(1);
    work.resolve('已签到');
    expect((await tapped).card).toBeNull();
    const [words] = await setup.platform.expectMessages(group, 1);
    expect(textIn(words?.content)).toBe('已签到');
    // What is still in hand would be said now.
    await setup.connection.close();
    expect(setup.platform.takeMessages()).toEqual([]);
    expect(frames(setup.platform, 'aibot_respond_update_msg')).toEqual([]);
  });

  it('whose card WeCom does not change is answered in words', async () => {
    const setup = await openConnected();
    const message = await shownCard(setup);
    setup.listener.card = card(['已到1人']);
    setup.listener.says = async () => '已签到';
    setup.platform.failNext(1, { kind: 'errcode', errcode: 846605 }, 'connection');
    await tap(setup, message);
    const [words] = await setup.platform.expectMessages(group, 1);
    expect(textIn(words?.content)).toBe('已签到');
  });

  it('that comes when the conversation is at its limit is answered in words, later', async () => {
    const setup = await openConnected();
    const message = await shownCard(setup);
    const { connection, platform, time, listener } = setup;
    const fill = { type: 'markdown', text: '通知', mention: [] } as const;
    while (connection.channel.lane(toGroup)?.hasRoom?.()) await connection.channel.send(toGroup, fill, false);
    platform.takeMessages(group);
    listener.card = card(['已到1人']);
    listener.says = async () => '已签到';
    const tapped = tap(setup, message);
    await eventually(() => time.waitingFor(REAL.gather)).toBe(1);
    time.pass(MINUTE + REAL.gather);
    await tapped;
    const [words] = await platform.expectMessages(group, 1);
    expect(textIn(words?.content)).toBe('已签到');
  });

  it('that fails is answered honestly', async () => {
    const setup = await openConnected();
    const message = await shownCard(setup);
    setup.listener.says = async () => {
      throw new Error('disk full');
    };
    await tap(setup, message);
    const [words] = await setup.platform.expectMessages(group, 1);
    expect(textIn(words?.content)).toMatch(/^系统出错/);
  });
});

describe('a welcome over the connection', () => {
  const enter = ({ platform }: ConnectionSetup) => platform.enterChat('LiMing');

  it('is a text, said when somebody opens the private chat', async () => {
    const setup = await openConnected();
    expect(await enter(setup)).toMatchObject({ text: '您好，我是群学。', message: null });
    expect(setup.listener.greeted).toEqual(['liming']);
    expect(frames(setup.platform, 'aibot_respond_welcome_msg')).toMatchObject([
      { request: { msgtype: 'text' }, answer: { errcode: 0 } },
    ]);
  });

  it('is shortened', async () => {
    const setup = await openConnected();
    setup.listener.greets = async () => '欢迎。\n'.repeat(1000);
    const { text } = await enter(setup);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048);
  });

  it('is left out when it fails or comes too late', async () => {
    const setup = await openConnected({ answerWithinMs: 1 });
    const { listener, time, lines, platform } = setup;
    const leftOut = () => lines.filter((line) => line.includes('a welcome was left out'));
    listener.greets = async () => {
      throw new Error('broken');
    };
    await enter(setup);
    await eventually(leftOut).toHaveLength(1);
    listener.greets = () => new Promise(() => undefined);
    await enter(setup);
    await eventually(() => time.waitingFor(REAL.inTime)).toBe(1);
    time.pass(REAL.inTime);
    await eventually(leftOut).toHaveLength(2);
    expect(frames(platform, 'aibot_respond_welcome_msg')).toEqual([]);
  });

  it('does not allow to write to who has only opened the chat', async () => {
    const setup = await openConnected();
    await enter(setup);
    const content = { type: 'markdown', text: '提醒', mention: [] } as const;
    expect(await setup.connection.channel.send(toLi, content, false)).toMatchObject({
      status: 'closed',
      detail: expect.stringContaining('93006'),
    });
  });
});
