import { describe, expect, it } from 'vitest';
import { personId, type UnitId } from '../../../src/roster/roster.ts';
import { HOUR, MINUTE } from '../../../src/time/clock.ts';
import { eventually } from '../support.ts';
import { type AppSetup, BRANCH, note, openApp, PICTURE, stored, toBranch } from './support.ts';

/** An app that has made the branch's group itself. */
async function withGroup(): Promise<AppSetup & { readonly chat: string }> {
  const setup = await openApp();
  const created = await setup.app.createChat('城关支部', 'LiMing', ['wangfang']);
  if (!created.ok) throw new Error(created.detail);
  setup.bound.set(BRANCH, created.chatId);
  return { ...setup, chat: created.chatId };
}

const laneOf = ({ app }: AppSetup) => app.channel.lane(toBranch);

describe('a group the app has made', () => {
  it('is pushed to as plain words, with who is meant beside them', async () => {
    const { app, platform, chat } = await withGroup();
    const content = { ...note('**周报**'), mention: [personId('LiMing'), personId('@all')] };
    expect(await app.channel.send(toBranch, content, false)).toEqual({ status: 'sent' });
    const [message] = platform.takeMessages({ group: chat });
    expect(message).toMatchObject({
      author: { kind: 'app' },
      content: { type: 'text', text: '周报' },
      mentions: ['liming'],
    });
  });

  it('takes pictures and files, and the words of a card', async () => {
    const setup = await withGroup();
    const file = await stored(setup, PICTURE, '进度.png', 'image/png');
    const card = { id: 'c', title: '签到', lines: [], choices: [{ label: '签到', says: '/签到' }] };
    for (const content of [{ type: 'image', file } as const, { type: 'card', card, text: '请签到' } as const])
      expect(await setup.app.channel.send(toBranch, content, false)).toEqual({ status: 'sent' });
    expect(setup.platform.takeMessages({ group: setup.chat }).map(({ content }) => content.type)).toEqual([
      'image',
      'text',
    ]);
  });

  it('says so when a message is sent again, for in groups WeCom does not check', async () => {
    const { app, platform, chat } = await withGroup();
    platform.failNext(1, { kind: 'answer-lost' }, 'app');
    expect((await app.channel.send(toBranch, note('周报'), false)).status).toBe('unknown');
    await app.channel.send(toBranch, note('周报'), true);
    expect(platform.takeMessages({ group: chat }).map(({ content }) => content)).toMatchObject([
      { text: '周报' },
      { text: '（重发，如已收到请忽略）\n周报' },
    ]);
  });

  it('has a lane at once, and another program finds out that it has one', async () => {
    const setup = await withGroup();
    expect(laneOf(setup)).toMatchObject({ id: `app/chat/${setup.chat}`, down: false });
    const later = setup.restarted();
    const lane = () => later.channel.lane(toBranch);
    expect(lane()).toMatchObject({ down: true });
    expect(lane()?.hasRoom?.()).toBe(false);
    await eventually(() => lane()?.down).toBe(false);
    expect(lane()?.hasRoom?.()).toBe(true);
    expect(setup.calls('appchat/get')).toHaveLength(1);
  });
});

describe('a group the app has not made', () => {
  it.each(['wrOrdinaryGroup', 'wrNobodyKnows'])('%s has no lane once WeCom has said so', async (chat) => {
    const setup = await openApp();
    setup.bound.set(BRANCH, chat);
    expect(laneOf(setup)?.down).toBe(true);
    await eventually(() => laneOf(setup)).toBeUndefined();
    expect(setup.calls('appchat/get')).toHaveLength(1);
    setup.clock.advance(HOUR - 1);
    expect(laneOf(setup)).toBeUndefined();
    expect(setup.calls('appchat/get')).toHaveLength(1);
  });

  it('is closed when it is written to all the same', async () => {
    const setup = await openApp();
    setup.bound.set(BRANCH, 'wrOrdinaryGroup');
    expect(await setup.app.channel.send(toBranch, note('周报'), false)).toEqual({
      status: 'closed',
      detail: expect.stringMatching(/不是自建应用建的.*86008/),
    });
    expect(laneOf(setup)).toBeUndefined();
  });

  it('is none at all where the unit is bound to no chat', async () => {
    const setup = await openApp();
    expect(laneOf(setup)).toBeUndefined();
    expect(await setup.app.channel.send(toBranch, note('周报'), false)).toMatchObject({ status: 'closed' });
    expect(setup.calls('appchat/get')).toHaveLength(0);
  });
});

describe('a group of which nothing is known', () => {
  it('waits while WeCom does not answer, and is asked for again a minute later', async () => {
    const setup = await withGroup();
    const later = setup.restarted();
    const lane = () => later.channel.lane(toBranch);
    setup.platform.failNext(1, { kind: 'reset' }, 'app');
    lane();
    await eventually(() => setup.calls('appchat/get')).toHaveLength(1);
    expect(lane()).toMatchObject({ down: true });
    expect(setup.calls('appchat/get')).toHaveLength(1);
    // The minute runs from when we learn that there is no answer, which is a moment after the call.
    await eventually(() => {
      setup.clock.advance(MINUTE);
      return lane()?.down;
    }).toBe(false);
    expect(setup.calls('appchat/get').length).toBeGreaterThan(1);
  });

  it('is not asked for while WeCom turns the app away, and found out when it does so no more', async () => {
    const setup = await openApp({ platform: { trustedIps: [] } });
    const units = Array.from({ length: 20 }, (_, index) => `支部${index}` as UnitId);
    for (const [index, unit] of units.entries()) setup.bound.set(unit, `wr${index}`);
    const lanes = () => units.map((unit) => setup.app.channel.lane({ kind: 'group', unit }));
    lanes();
    await eventually(() => setup.app.health().ok).toBe(false);
    for (let minute = 0; minute < 9; minute++) {
      setup.clock.advance(MINUTE);
      expect(lanes().every((lane) => lane?.down)).toBe(true);
    }
    expect(setup.calls('appchat/get').length).toBeLessThanOrEqual(2);
    setup.platform.app.trust();
    const reached = () => {
      setup.clock.advance(MINUTE);
      return lanes().filter((lane) => lane !== undefined);
    };
    await eventually(reached).toEqual([]);
  });

  it('is asked for two at a time, however many there are', async () => {
    const setup = await openApp();
    const units = Array.from({ length: 30 }, (_, index) => `支部${index}` as UnitId);
    for (const unit of units) setup.bound.set(unit, `wr${unit.length}${units.indexOf(unit)}`);
    const lanes = () => units.map((unit) => setup.app.channel.lane({ kind: 'group', unit }));
    lanes();
    lanes();
    await eventually(() => lanes().filter((lane) => lane !== undefined)).toEqual([]);
    expect(setup.calls('appchat/get')).toHaveLength(30);
  });
});

describe('making a group', () => {
  it('needs two members, and accounts that are such', async () => {
    const { app, calls } = await openApp();
    expect(await app.createChat('一人', 'LiMing', ['liming'])).toMatchObject({
      ok: false,
      detail: expect.stringContaining('2到2000人'),
    });
    expect(await app.createChat('所有人', 'LiMing', ['@all'])).toMatchObject({ ok: false });
    expect(calls('appchat/create')).toHaveLength(0);
  });

  it('is explained when the app may not', async () => {
    const { app } = await openApp({ platform: { visible: ['LiMing', 'wangfang'] } });
    expect(await app.createChat('支部', 'LiMing', ['wangfang'])).toEqual({
      ok: false,
      detail: expect.stringContaining('48002'),
    });
  });

  it('names it in fifty characters, with the owner among the members', async () => {
    const { app, platform } = await openApp();
    const created = await app.createChat('学'.repeat(60), 'LiMing', ['wangfang', 'ZHAOQI']);
    expect(created.ok && platform.world.group(created.chatId)).toMatchObject({
      name: '学'.repeat(50),
      members: ['LiMing', 'wangfang', 'zhaoqi'],
    });
  });
});
