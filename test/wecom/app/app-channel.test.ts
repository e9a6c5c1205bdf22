import { describe, expect, it } from 'vitest';
import type { Card, Content } from '../../../src/journal/outgoing.ts';
import type { SendResult } from '../../../src/outreach/channel.ts';
import { personId } from '../../../src/roster/roster.ts';
import type { Fault } from '../../../src/simulator/fault.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/time/clock.ts';
import { bytesOf } from '../../../src/wecom/limits.ts';
import { serve } from '../support.ts';
import {
  type AppSetup,
  chatOfLi,
  expectDiscreet,
  note,
  openApp,
  PICTURE,
  stored,
  tell,
  toLi,
  toWang,
} from './support.ts';

const MEGABYTE = 1024 * 1024;
const card: Card = {
  id: 'document-7',
  title: '学习计划请您审阅',
  lines: ['城关支部报送', '3月5日'],
  choices: [
    { label: '同意', says: '/审阅 7 同意' },
    { label: '退回', says: '/审阅 7 退回' },
  ],
};
const cardContent: Content = { type: 'card', card, text: '**学习计划**请您审阅' };

describe('a message to one person', () => {
  it('arrives in their chat with the app as plain words, without markdown', async () => {
    const setup = await openApp();
    const text = '**还有2项没有完成**\n> **集中学习**\n> <font color="warning">明天</font>截止\n- 讨论';
    expect(await tell(setup, text)).toEqual({ status: 'sent' });
    const [message] = await setup.platform.expectMessages(chatOfLi, 1);
    expect(message).toMatchObject({
      author: { kind: 'app' },
      content: { type: 'text', text: '还有2项没有完成\n集中学习\n明天截止\n- 讨论' },
    });
  });

  it('is written to the account in whatever case the roster has it', async () => {
    const { app, platform } = await openApp();
    expect(await app.channel.send(toWang, note('一'), false)).toEqual({ status: 'sent' });
    expect(platform.takeMessages({ app: 'wangfang' })).toHaveLength(1);
  });

  it('of the length the channel tells arrives whole, even marked as sent again', async () => {
    const setup = await openApp();
    const text = '学'.repeat(Math.floor(setup.app.channel.markdownBytes / 3));
    await tell(setup, text, true);
    const [words = ''] = setup.written();
    expect(words).toBe(`（重发，如已收到请忽略）\n${text}`);
    expect(bytesOf(words)).toBeLessThanOrEqual(2048);
  });

  it('that is longer is shortened by us, where WeCom would cut it off in silence', async () => {
    const setup = await openApp();
    await tell(setup, '一行\n'.repeat(1000));
    expect(setup.written()[0]).toMatch(/一行\n…（内容较长，已截断）$/);
  });

  it('cannot be sent to all, to several, or to what is no account', async () => {
    const { app } = await openApp();
    for (const odd of ['@all', 'all', 'a|b', 'li ming', '李明', ''])
      expect(app.channel.lane({ kind: 'person', person: personId(odd) })).toBeUndefined();
  });
});

describe('a card', () => {
  it('can be tapped where the app is called back', async () => {
    const { app, platform } = await openApp();
    expect(await app.channel.send(toLi, cardContent, false)).toEqual({ status: 'sent' });
    const [words, message] = platform.takeMessages(chatOfLi);
    // Whoever reads in the WeChat plugin sees the words alone.
    expect(words?.content).toEqual({ type: 'text', text: '学习计划请您审阅' });
    expect(message?.content).toMatchObject({
      type: 'card',
      card: {
        title: '学习计划请您审阅',
        text: '城关支部报送\n3月5日',
        buttons: [
          { text: '同意', key: '/审阅 7 同意' },
          { text: '退回', key: '/审阅 7 退回' },
        ],
      },
    });
  });

  it('is its words where the app only sends, and where there is nothing to choose', async () => {
    const silent = await openApp({ callback: false });
    await silent.app.channel.send(toLi, cardContent, false);
    expect(silent.written()).toEqual(['学习计划请您审阅']);
    const setup = await openApp();
    await setup.app.channel.send(toLi, { ...cardContent, card: { ...card, choices: [] } }, false);
    expect(setup.written()).toEqual(['学习计划请您审阅']);
  });

  it('sent twice is two tasks, for of a known task WeCom shows nothing', async () => {
    const { app, platform } = await openApp();
    for (let count = 0; count < 2; count++)
      expect(await app.channel.send(toLi, cardContent, false)).toEqual({ status: 'sent' });
    const cards = platform.takeMessages(chatOfLi).filter(({ content }) => content.type === 'card');
    expect(cards).toHaveLength(2);
  });

  it('that does not get through leaves the words said, and once', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, { kind: 'slow', ms: 1 }, 'app');
    setup.platform.failNext(1, { kind: 'errcode', errcode: 40058 }, 'app');
    expect(await setup.app.channel.send(toLi, cardContent, false)).toEqual({ status: 'sent' });
    expect(setup.written()).toEqual(['学习计划请您审阅']);
  });
});

describe('pictures and files', () => {
  const send = async (setup: AppSetup, content: Content) => setup.app.channel.send(toLi, content, false);

  it('are uploaded and shown as what they are', async () => {
    const setup = await openApp();
    const image = await stored(setup, PICTURE, '进度.png', 'image/png');
    const file = await stored(setup, Buffer.from('名单,签到'), '名单.csv');
    expect(await send(setup, { type: 'image', file: image })).toEqual({ status: 'sent' });
    expect(await send(setup, { type: 'file', file })).toEqual({ status: 'sent' });
    expect(setup.platform.takeMessages(chatOfLi).map(({ content }) => content)).toMatchObject([
      { type: 'image', image: { bytes: new Uint8Array(PICTURE) } },
      { type: 'file', file: { name: '名单.csv' } },
    ]);
  });

  it('that no client shows, or that are too large to be shown, are sent as files', async () => {
    const setup = await openApp();
    const gif = await stored(setup, Buffer.from('GIF89a and more'), '图.gif', 'image/gif');
    const large = { ...(await stored(setup, PICTURE, '大.png', 'image/png')), bytes: 11 * MEGABYTE };
    await send(setup, { type: 'image', file: gif });
    await send(setup, { type: 'image', file: large });
    expect(setup.platform.takeMessages(chatOfLi).map(({ content }) => content.type)).toEqual([
      'file',
      'file',
    ]);
  });

  it('are uploaded once for many people, and anew after two days', async () => {
    const setup = await openApp();
    const file = await stored(setup, PICTURE, '进度.png', 'image/png');
    const content = { type: 'image', file } as const;
    const all = [toLi, toWang].map((target) => setup.app.channel.send(target, content, false));
    expect(await Promise.all(all)).toEqual([{ status: 'sent' }, { status: 'sent' }]);
    expect(setup.calls('media/upload')).toHaveLength(1);
    setup.clock.advance(48 * HOUR);
    expect(await send(setup, content)).toEqual({ status: 'sent' });
    expect(setup.calls('media/upload')).toHaveLength(2);
  });

  it('that WeCom no longer knows are uploaded anew with the next try', async () => {
    const setup = await openApp();
    const content = { type: 'file', file: await stored(setup, PICTURE, '进度.png') } as const;
    await send(setup, content);
    setup.platform.failNext(1, { kind: 'errcode', errcode: 40007 }, 'app');
    expect(await send(setup, content)).toMatchObject({ status: 'retry' });
    expect(await send(setup, content)).toEqual({ status: 'sent' });
    expect(setup.calls('media/upload')).toHaveLength(2);
  });

  it('that are lost, too small or too large are refused without asking WeCom', async () => {
    const setup = await openApp();
    const file = await stored(setup, Buffer.from('12345'), '小.txt');
    expect(await send(setup, { type: 'file', file })).toMatchObject({
      status: 'refused',
      detail: expect.stringContaining('大小'),
    });
    const large = await stored(setup, Buffer.alloc(20 * MEGABYTE + 1), '大.zip');
    expect((await send(setup, { type: 'file', file: large })).status).toBe('refused');
    setup.files.stored.clear();
    expect(await send(setup, { type: 'file', file })).toMatchObject({
      status: 'refused',
      detail: expect.stringContaining('找不到'),
    });
    expect(setup.calls('media/upload')).toHaveLength(0);
  });

  it('whose upload is not answered clearly are tried again, for nobody has seen it', async () => {
    const setup = await openApp();
    const content = { type: 'file', file: await stored(setup, PICTURE, '进度.png') } as const;
    for (const fault of [
      { kind: 'answer-lost' },
      { kind: 'html' },
      { kind: 'errcode', errcode: -1 },
    ] as const) {
      setup.platform.failNext(1, fault, 'app');
      expect(await send(setup, content)).toMatchObject({ status: 'retry' });
    }
    expect(await send(setup, content)).toEqual({ status: 'sent' });
    expect(setup.platform.takeMessages(chatOfLi)).toHaveLength(1);
  });
});

describe('partial success', () => {
  it('with our person among those the app cannot see is closed, and says where to add them', async () => {
    const setup = await openApp({ platform: { visible: ['wangfang'] } });
    expect(await tell(setup)).toMatchObject({
      status: 'closed',
      detail: expect.stringContaining('可见范围'),
    });
    expect(setup.calls('message/send')[0]?.answer).toMatchObject({ errcode: 81013 });
  });

  it.each(['liming', 'LiMing', 'zhaoqi|liming'])(
    'errcode 0 and invaliduser %s is no success',
    async (list) => {
      expect(await answeredWith({ errcode: 0, errmsg: 'ok', invaliduser: list })).toMatchObject({
        status: 'closed',
        detail: expect.stringContaining('可见范围'),
      });
    },
  );

  it('with others on the lists is success', async () => {
    const answer = { errcode: 0, errmsg: 'ok', invaliduser: 'zhaoqi', unlicenseduser: 'wangfang|limingx' };
    expect(await answeredWith(answer)).toEqual({ status: 'sent' });
  });

  it('with our person without a licence is closed, and says so', async () => {
    const setup = await openApp({ platform: { unlicensed: ['LiMing'] } });
    expect(await tell(setup)).toMatchObject({ status: 'closed', detail: expect.stringContaining('许可') });
    expect(setup.written()).toEqual([]);
  });
});

/** One message to a WeCom that answers every call but the first, for the token, with this. */
async function answeredWith(answer: object): Promise<SendResult> {
  const token = JSON.stringify({ errcode: 0, errmsg: 'ok', access_token: 'T', expires_in: 7200 });
  const apiBase = await serve((request, response) => {
    request.resume();
    response.end(request.url?.includes('gettoken') ? token : JSON.stringify(answer));
  });
  const { app } = await openApp({ apiBase });
  return app.channel.send(toLi, note('一'), false);
}

describe('what WeCom answers', () => {
  const answers: [errcode: number, status: string, detail: RegExp][] = [
    [81013, 'closed', /可见范围/],
    [60111, 'closed', /可见范围.*60111/],
    [40056, 'closed', /WECOM_APP_AGENT_ID/],
    [301002, 'closed', /WECOM_APP_AGENT_ID/],
    [48002, 'closed', /权限/],
    [50003, 'closed', /停用/],
    [40001, 'closed', /WECOM_APP_SECRET/],
    [45009, 'retry', /频繁/],
    [45033, 'retry', /繁忙/],
    [-1, 'retry', /繁忙/],
    [45002, 'refused', /长度/],
    [44004, 'refused', /为空/],
    [99999, 'refused', /99999/],
  ];
  it.each(answers)('%i is %s and explained', async (errcode, status, detail) => {
    const setup = await openApp();
    setup.platform.failNext(1, { kind: 'errcode', errcode }, 'app');
    expect(await tell(setup)).toMatchObject({ status, detail: expect.stringMatching(detail) });
    expect(setup.calls('message/send')).toHaveLength(1);
  });

  it('a wrong AgentId is explained by the platform itself', async () => {
    expect(await tell(await openApp({ agentId: 7 }))).toMatchObject({
      status: 'closed',
      detail: expect.stringContaining('WECOM_APP_AGENT_ID'),
    });
  });

  it('over the frequency (45009) waits for the next minute, busy (-1, 45033) ever longer', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, { kind: 'errcode', errcode: 45009 }, 'app');
    expect(await tell(setup)).toMatchObject({ after: MINUTE });
    const pauses: number[] = [];
    for (const errcode of [-1, 45033, -1]) {
      setup.platform.failNext(1, { kind: 'errcode', errcode }, 'app');
      const result = await tell(setup);
      pauses.push(result.status === 'retry' ? result.after : 0);
    }
    expect(pauses).toEqual([2 * SECOND, 4 * SECOND, 8 * SECOND]);
  });

  const unclear: [string, Fault, 'unknown' | 'retry' | 'refused'][] = [
    ['a page of a firewall', { kind: 'html' }, 'unknown'],
    ['a hang-up', { kind: 'reset' }, 'unknown'],
    ['a gateway that waited in vain', { kind: 'status', status: 504 }, 'unknown'],
    ['a gateway that is overloaded', { kind: 'status', status: 502 }, 'retry'],
    ['a gateway that is in the way', { kind: 'status', status: 403 }, 'refused'],
  ];
  it.each(unclear)('%s is %s', async (_what, fault, status) => {
    const setup = await openApp();
    setup.platform.failNext(1, fault, 'app');
    expect((await tell(setup)).status).toBe(status);
  });

  it('silence until the time is over is unknown', async () => {
    const setup = await openApp({ timeout: 300 });
    setup.platform.failNext(1, { kind: 'silence', ms: 60_000 }, 'app');
    expect((await tell(setup)).status).toBe('unknown');
  });

  it('is in no log but as errcode and advice', async () => {
    const setup = await openApp();
    for (const fault of [{ kind: 'html' }, { kind: 'errcode', errcode: 81013 }] as const) {
      setup.platform.failNext(1, fault, 'app');
      await tell(setup);
    }
    expect(setup.lines).toHaveLength(2);
    expect(setup.lines[1]).toContain('可见范围');
    expectDiscreet(setup, '体会文章');
  });
});

describe('an address WeCom does not trust (60020)', () => {
  it('is named with what to do in the console, and the way is down until a call gets through', async () => {
    const setup = await openApp({ platform: { trustedIps: ['203.0.113.7'] } });
    const advice = /服务器的出口 IP 127\.0\.0\.1，.*企业可信IP/;
    expect(await tell(setup)).toEqual({ status: 'closed', detail: expect.stringMatching(advice) });
    expect(setup.app.health()).toEqual({
      name: '自建应用',
      ok: false,
      detail: expect.stringMatching(advice),
    });
    expect(setup.app.channel.lane(toLi)?.down).toBe(true);
    setup.platform.app.trust(['127.0.0.1']);
    expect(await tell(setup)).toEqual({ status: 'sent' });
    expect(setup.app.channel.lane(toLi)?.down).toBe(false);
    expect(setup.app.health()).toEqual({ name: '自建应用', ok: true, detail: '' });
  });

  it('leaves the way down for ten minutes only, for nobody would notice that it is open again', async () => {
    const setup = await openApp({ platform: { trustedIps: [] } });
    await tell(setup);
    setup.clock.advance(10 * MINUTE - 1);
    expect(setup.app.channel.lane(toLi)?.down).toBe(true);
    setup.clock.advance(1);
    expect(setup.app.channel.lane(toLi)?.down).toBe(false);
    expect(setup.app.health().ok).toBe(false);
  });

  it('is explained even where WeCom does not say which address it saw', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, { kind: 'errcode', errcode: 60020, errmsg: 'not allowed' }, 'app');
    expect(await tell(setup)).toMatchObject({ detail: expect.stringMatching(/出口 IP，请.*企业可信IP/) });
  });

  it.each(['2001:db8::7', '198.51.100.23'])('is %s when WeCom says so', async (ip) => {
    const setup = await openApp();
    const errmsg = `not allow to access from your ip, hint: [1656034215], from ip: ${ip}, more info at https://a`;
    setup.platform.failNext(1, { kind: 'errcode', errcode: 60020, errmsg }, 'app');
    expect(await tell(setup)).toMatchObject({ detail: expect.stringContaining(`IP ${ip}，`) });
  });
});

describe('what one member may get', () => {
  /** Sends as the outbox does: when the lane has room, and a second later when it has none. */
  async function sendPatiently(setup: AppSetup, count: number): Promise<number> {
    let waited = 0;
    for (let index = 0; index < count; index++) {
      while (!setup.app.channel.lane(toLi)?.hasRoom?.()) {
        setup.clock.advance(SECOND);
        waited += SECOND;
      }
      expect(await tell(setup, `第${index}条`)).toEqual({ status: 'sent' });
    }
    return waited;
  }

  it('is counted by us, so that none of a hundred messages is dropped in silence', async () => {
    const setup = await openApp();
    expect(await sendPatiently(setup, 100)).toBe(3 * MINUTE);
    expect(setup.written()).toHaveLength(100);
  });

  it('is a thousand an hour, and the hour goes by', async () => {
    const setup = await openApp();
    const waited = await sendPatiently(setup, 1010);
    expect(waited).toBe(HOUR);
    expect(setup.written()).toHaveLength(1010);
  });

  it('is counted for each by themselves', async () => {
    const setup = await openApp();
    await sendPatiently(setup, 30);
    expect(setup.app.channel.lane(toLi)?.hasRoom?.()).toBe(false);
    expect(setup.app.channel.lane(toWang)?.hasRoom?.()).toBe(true);
  });

  it('would be dropped by the platform without a word, which is why', async () => {
    const setup = await openApp();
    for (let count = 0; count < 31; count++) expect((await tell(setup, `${count}`)).status).toBe('sent');
    expect(setup.written()).toHaveLength(30);
  });

  it('is one lane a person, of thirty a minute', async () => {
    const { app } = await openApp();
    expect(app.channel.lane(toLi)).toMatchObject({ id: 'app/liming', perMinute: 30, down: false });
    expect(app.channel.lane(toWang)?.id).toBe('app/wangfang');
  });
});

describe('a second try after an unknown outcome', () => {
  const lost = { kind: 'answer-lost' } as const;

  it('is the same letter for letter, so that WeCom drops it when the first arrived', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, lost, 'app');
    expect((await tell(setup)).status).toBe('unknown');
    setup.clock.advance(30 * SECOND);
    expect(await tell(setup, undefined, true)).toEqual({ status: 'sent' });
    const [first, second] = setup.calls('message/send');
    expect(second?.request).toEqual(first?.request);
    expect(first?.request).toMatchObject({ enable_duplicate_check: 1, duplicate_check_interval: 1800 });
    expect(setup.written()).toEqual(['记得交体会文章']);
  });

  it('arrives when the first did not', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, { kind: 'reset' }, 'app');
    expect((await tell(setup)).status).toBe('unknown');
    expect(await tell(setup, undefined, true)).toEqual({ status: 'sent' });
    expect(setup.written()).toEqual(['记得交体会文章']);
  });

  it('stays the same while WeCom is busy', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, lost, 'app');
    await tell(setup);
    setup.platform.failNext(2, { kind: 'errcode', errcode: -1 }, 'app');
    expect((await tell(setup, undefined, true)).status).toBe('retry');
    expect((await tell(setup, undefined, true)).status).toBe('retry');
    expect(await tell(setup, undefined, true)).toEqual({ status: 'sent' });
    expect(setup.written()).toEqual(['记得交体会文章']);
  });

  it('of words with a card is dropped by WeCom where the first arrived, and the card comes once', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, lost, 'app');
    expect((await setup.app.channel.send(toLi, cardContent, false)).status).toBe('unknown');
    expect(await setup.app.channel.send(toLi, cardContent, true)).toEqual({ status: 'sent' });
    expect(setup.platform.takeMessages(chatOfLi).map(({ content }) => content.type)).toEqual([
      'text',
      'card',
    ]);
  });

  it('of a picture does not show it twice', async () => {
    const setup = await openApp();
    const content = { type: 'image', file: await stored(setup, PICTURE, 'a.png', 'image/png') } as const;
    expect((await setup.app.channel.send(toLi, content, false)).status).toBe('sent');
    setup.clock.advance(HOUR);
    setup.platform.takeMessages();
    setup.platform.failNext(1, lost, 'app');
    expect((await setup.app.channel.send(toLi, content, false)).status).toBe('unknown');
    expect(await setup.app.channel.send(toLi, content, true)).toEqual({ status: 'sent' });
    expect(setup.platform.takeMessages(chatOfLi)).toHaveLength(1);
  });

  it('is marked as one after a restart, for then nobody knows the first', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, lost, 'app');
    await tell(setup);
    await setup.restarted().channel.send(toLi, note('记得交体会文章'), true);
    expect(setup.written()).toEqual(['记得交体会文章', '（重发，如已收到请忽略）\n记得交体会文章']);
  });

  it('is marked as one when it comes so late that WeCom may have forgotten the first', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, lost, 'app');
    await tell(setup);
    setup.clock.advance(25 * MINUTE);
    await tell(setup, undefined, true);
    expect(setup.written()).toEqual(['记得交体会文章', '（重发，如已收到请忽略）\n记得交体会文章']);
  });
});

describe('a new message', () => {
  it('that says the same as one just sent is not swallowed', async () => {
    const setup = await openApp();
    expect([await tell(setup, '✅ 已收到'), await tell(setup, '✅ 已收到')]).toEqual([
      { status: 'sent' },
      { status: 'sent' },
    ]);
    expect(setup.written()).toEqual(['✅ 已收到', '✅ 已收到']);
  });

  it('whose first try certainly failed is still one WeCom checks', async () => {
    const setup = await openApp();
    setup.platform.failNext(1, { kind: 'errcode', errcode: -1 }, 'app');
    await tell(setup);
    setup.platform.failNext(1, { kind: 'answer-lost' }, 'app');
    expect((await tell(setup)).status).toBe('unknown');
    expect(await tell(setup, undefined, true)).toEqual({ status: 'sent' });
    expect(setup.written()).toEqual(['记得交体会文章']);
  });
});

describe('without a network', () => {
  it('certainly nothing was delivered', async () => {
    expect(await tell(await openApp({ apiBase: 'http://127.0.0.1:1' }))).toMatchObject({ status: 'retry' });
  });
});
