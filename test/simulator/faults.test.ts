import { describe, expect, it } from 'vitest';
import { textOf } from '../../src/simulator/chat.ts';
import { post, TEAM, team, useStage } from './stage.ts';

describe('a platform ordered to fail', () => {
  const stage = useStage();
  const text = (content: string) => ({ msgtype: 'text', text: { content } });
  const send = (content = '一') => post(stage().platform.webhookUrl(TEAM), text(content));
  const raw = () =>
    fetch(stage().platform.webhookUrl(TEAM), { method: 'POST', body: JSON.stringify(text('一')) });
  const arrived = () =>
    stage()
      .platform.takeMessages()
      .map(({ content }) => textOf(content));

  it('answers with the errcode, as often as ordered, and does nothing', async () => {
    stage().platform.failNext(2, { kind: 'errcode', errcode: -1 });
    expect([await send(), await send(), await send()].map(({ errcode }) => errcode)).toEqual([-1, -1, 0]);
    expect(arrived()).toEqual(['一']);
  });

  it('answers with a status or with a page of HTML', async () => {
    stage().platform.failNext(1, { kind: 'status', status: 500 });
    expect((await raw()).status).toBe(500);
    stage().platform.failNext(1, { kind: 'html' });
    expect(await (await raw()).text()).toContain('<html>');
    expect(arrived()).toEqual([]);
  });

  it('hangs up at once, or after a silence', async () => {
    stage().platform.failNext(1, { kind: 'reset' });
    await expect(raw()).rejects.toThrow();
    stage().platform.failNext(1, { kind: 'silence', ms: 20 });
    await expect(raw()).rejects.toThrow();
    expect(arrived()).toEqual([]);
  });

  it('does what was asked and loses the answer', async () => {
    stage().platform.failNext(1, { kind: 'answer-lost' });
    await expect(raw()).rejects.toThrow();
    expect(arrived()).toEqual(['一']);
    expect(stage().platform.outbound).toMatchObject([
      { fault: { kind: 'answer-lost' }, answer: { errcode: 0 } },
    ]);
  });

  it('lets an answer drip', async () => {
    stage().platform.failNext(1, { kind: 'slow', ms: 40 });
    expect(await send()).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(arrived()).toEqual(['一']);
  });

  it('fails for downloads when told so, and only for them', async () => {
    const { platform, bot } = stage();
    await platform.say({ from: 'LiMing', chat: 'private', file: { name: 'a', bytes: Buffer.from('x') } });
    const link = bot.heard[0]?.file?.url ?? '';
    platform.failNext(1, { kind: 'status', status: 502 }, 'media');
    expect((await send()).errcode).toBe(0);
    expect((await fetch(link)).status).toBe(502);
    expect((await fetch(link)).status).toBe(200);
    arrived();
  });

  it('ends a long silence when it is closed', async () => {
    const { platform } = stage();
    platform.failNext(1, { kind: 'silence', ms: 60_000 });
    const call = expect(raw()).rejects.toThrow();
    await platform.close();
    await call;
  });
});

describe('messages nobody expected', () => {
  const stage = useStage();
  const send = (content: string) =>
    post(stage().platform.webhookUrl(TEAM), { msgtype: 'text', text: { content } });

  it('are named', async () => {
    const { platform } = stage();
    await send('快交材料');
    expect(() => platform.assertNothingUnexpected()).toThrow('1 unexpected message(s):\n- 一组: 快交材料');
    platform.takeMessages(team);
    platform.assertNothingUnexpected();
  });

  it('are not taken by looking into another chat', async () => {
    const { platform } = stage();
    await send('一');
    expect(platform.takeMessages({ private: 'LiMing' })).toEqual([]);
    expect(platform.takeMessages()).toHaveLength(1);
  });

  it('can be waited for', async () => {
    const { platform } = stage();
    const coming = platform.expectMessages(team, 2);
    await send('一');
    await send('二');
    expect((await coming).map(({ content }) => textOf(content))).toEqual(['一', '二']);
  });

  it('are said to be missing when they do not come', async () => {
    const { platform } = stage();
    await send('一');
    const coming = platform.expectMessages(team, 2, 10);
    await expect(coming).rejects.toThrow('expected 2 message(s) in 一组, there came only:\n- 一组: 一');
    platform.takeMessages();
  });

  it('are not the answers to what was said', async () => {
    await stage().platform.say({ from: 'LiMing', chat: team, text: '你好' });
    stage().platform.assertNothingUnexpected();
  });
});
