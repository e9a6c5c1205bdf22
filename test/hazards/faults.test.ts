import { describe, expect, it } from 'vitest';
import { type ChatMessage, textOf } from '../../src/simulator/chat.ts';
import type { Fault } from '../../src/simulator/fault.ts';
import { recordsOf } from '../e2e/support/books.ts';
import { type County, essayText, groupId, openCounty, PIXEL } from '../support/county.ts';

/** What becomes of a message when the first call for it goes wrong: `again` and `twice` with the second try marked as one. */
type Fate = 'once' | 'again' | 'twice' | 'never';

const FAULTS: readonly (readonly [name: string, fault: Fault, fate: Fate])[] = [
  ['45009, over the frequency', { kind: 'errcode', errcode: 45009 }, 'once'],
  ['-1, busy', { kind: 'errcode', errcode: -1 }, 'once'],
  ['45033, too many at once', { kind: 'errcode', errcode: 45033 }, 'once'],
  ['93000, the robot is gone', { kind: 'errcode', errcode: 93000 }, 'never'],
  ['status 500', { kind: 'status', status: 500 }, 'once'],
  ['a page of HTML', { kind: 'html' }, 'again'],
  ['a reset', { kind: 'reset' }, 'again'],
  ['silence and then a reset', { kind: 'silence', ms: 40 }, 'again'],
  ['an answer that is lost', { kind: 'answer-lost' }, 'twice'],
  ['an answer that is lost after silence', { kind: 'answer-lost', ms: 40 }, 'twice'],
  ['a slow drip', { kind: 'slow', ms: 40 }, 'once'],
];

/** Does what was asked, at once: the fault is for the call after it. */
const NONE: Fault = { kind: 'slow', ms: 0 };
const AGAIN = '（重发，如已收到请忽略）';

/** The office hears of an essay of a leader. The next message of another one makes the bot look whether something can be sent now. */
class Office {
  readonly county: County;
  #essays = 0;

  private constructor(county: County) {
    this.county = county;
  }

  static async open(): Promise<Office> {
    // Essays that wait for no discussion go up at once.
    const atOnce = (text: string): string => text.replace(/, after: \{[^}]*\}/, '');
    return new Office(await openCounty({ bound: ['education1', 'office'], campaign: atOnce }));
  }

  /** Which is put on record, and confirmed, whatever WeCom does. */
  async hears(from: string): Promise<void> {
    const reply = await this.county.whispers(from, `/体会 三思三观 ${essayText(this.#essays++)}`);
    expect(reply).toMatch(/^✅ 已收到/);
  }

  /** The same, with a file and not only words. */
  async hearsByFile(from: string): Promise<void> {
    await this.county.sendsFile(from, '我的体会.txt', Buffer.from(essayText(this.#essays++)));
    expect(await this.county.whispers(from, '/体会 三思三观')).toMatch(/^✅ 已收到/);
  }

  /** Enough of it for every pause that follows one failure. */
  async timePasses(): Promise<void> {
    for (let times = 0; times < 2; times++) {
      this.county.minutesPass(2);
      await this.hears('zhangweimin');
    }
  }

  /** What has been posted about this person, or is of this kind. */
  posted(): readonly ChatMessage[] {
    return this.county.posted('office');
  }

  fail(...faults: readonly Fault[]): void {
    for (const fault of faults) this.county.stage.platform.failNext(1, fault);
  }

  undelivered(): Promise<string> {
    return this.county.whispers('wanglihua', '/未送达');
  }

  /** As many essays are on record as were confirmed, also for a bot that is started anew. */
  async isOnRecord(): Promise<void> {
    expect(await recordsOf(this.county, 'essay.written')).toHaveLength(this.#essays);
    await this.county.stage.restart();
    // What was still to be sent is tried again at once.
    await this.county.stage.app.delivered();
    expect(await recordsOf(this.county, 'essay.written')).toHaveLength(this.#essays);
    this.county.ignorePosts();
  }
}

/** What arrives by each fate, of a text. */
const ARRIVES: Readonly<Record<Fate, (text: string) => readonly string[]>> = {
  once: (text) => [text],
  again: (text) => [`${AGAIN}\n${text}`],
  twice: (text) => [text, `${AGAIN}\n${text}`],
  never: () => [],
};

const about = (name: string, posts: readonly ChatMessage[]): string[] =>
  posts.map(({ content }) => textOf(content)).filter((text) => text.includes(name));

describe('hazard 6: the fault table of the group webhooks', () => {
  describe('a text, when WeCom answers the first call with', () => {
    it.each(FAULTS)('%s', async (_name, fault, fate) => {
      const office = await Office.open();
      await office.hears('liuzhiqiang');
      const [whole = ''] = about('刘志强', office.posted());
      const text = whole.replaceAll('刘志强', '陈建国');

      office.fail(fault);
      await office.hears('chenjianguo');
      await office.timePasses();
      const posts = office.posted();
      expect(about('陈建国', posts)).toEqual(ARRIVES[fate](text));
      // Those behind it are not lost, nor do they overtake it.
      expect(about('张伟民', posts)).toHaveLength(2);
      expect(about('', posts).findLastIndex((each) => each.includes('陈建国'))).toBeLessThan(
        about('', posts).findIndex((each) => each.includes('张伟民')),
      );
      expect(await office.undelivered()).toMatch(
        fate === 'never' ? /未送达1条.*文章报送 → 云溪县活动办群：.*群机器人已被移除/s : /^✅ 没有未送达/,
      );
      await office.isOnRecord();
    });
  });

  describe('a file, when its upload ends in', () => {
    it.each(FAULTS)('%s', async (_name, fault, fate) => {
      const office = await Office.open();
      office.fail(NONE, fault);
      await office.hearsByFile('chenjianguo');
      await office.timePasses();
      const posts = office.posted();
      expect(about('陈建国', posts)).toHaveLength(1);
      // Nobody sees an upload: it may be done again, and the file still comes once.
      expect(posts.filter(({ content }) => content.type === 'file')).toHaveLength(fate === 'never' ? 0 : 1);
      expect(await office.undelivered()).toMatch(
        fate === 'never' ? /未送达1条.*群机器人已被移除/s : /^✅ 没有未送达/,
      );
      await office.isOnRecord();
    });
  });

  describe('a file, when it is uploaded and sending it ends in', () => {
    it.each(FAULTS)('%s', async (_name, fault, fate) => {
      const office = await Office.open();
      office.fail(NONE, NONE, fault);
      await office.hearsByFile('chenjianguo');
      await office.timePasses();
      const files = office.posted().flatMap(({ content }) => (content.type === 'file' ? [content.file] : []));
      const names = { once: ['我的体会.txt'], again: ['（重发）我的体会.txt'], never: [] };
      expect(files.map(({ name }) => name)).toEqual(
        fate === 'twice' ? [...names.once, ...names.again] : names[fate],
      );
      for (const { bytes } of files) expect(Buffer.from(bytes).toString()).toBe(essayText(0));
      expect(await office.undelivered()).toMatch(
        fate === 'never' ? /未送达1条.*群机器人已被移除/s : /^✅ 没有未送达/,
      );
      await office.isOnRecord();
    });
  });

  describe('a picture, when sending it ends in', () => {
    it.each(FAULTS)('%s', async (_name, fault, fate) => {
      const office = await Office.open();
      const { county } = office;
      await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
      county.minutesPass(180);
      await county.says('zhoumin', 'education1', '/结束');
      office.fail(NONE, fault);
      expect(await county.says('zhoumin', 'education1', '/材料 照片', { images: [PIXEL] })).toContain('✅');
      await office.timePasses();
      const shown = office
        .posted()
        .flatMap(({ content }) =>
          content.type === 'image' ? ['picture'] : content.type === 'file' ? [content.file.name] : [],
        );
      // A picture cannot be marked, so a second try shows it as a file that can.
      const again = [expect.stringMatching(/^（重发）.+/)];
      const expected = { once: ['picture'], again, twice: ['picture', ...again], never: [] };
      expect(shown).toEqual(expected[fate]);
      expect(await recordsOf(county, 'evidence.given')).toHaveLength(1);
      await office.isOnRecord();
    });
  });
});

describe('hazard 6: WeCom that does not recover', () => {
  const lasting: readonly (readonly [name: string, fault: Fault, why: RegExp])[] = [
    ['45009', { kind: 'errcode', errcode: 45009 }, /试了8次：发送过于频繁/],
    ['-1', { kind: 'errcode', errcode: -1 }, /试了8次：企业微信繁忙（-1）/],
    ['45033', { kind: 'errcode', errcode: 45033 }, /试了8次：企业微信繁忙（45033）/],
    ['93000', { kind: 'errcode', errcode: 93000 }, /：群机器人已被移除/],
    ['status 500', { kind: 'status', status: 500 }, /试了8次：企业微信接口暂时不可用（HTTP 500）/],
    ['a page of HTML', { kind: 'html' }, /不确定是否送到；企业微信没有明确答复/],
    ['a reset', { kind: 'reset' }, /不确定是否送到；企业微信没有明确答复/],
    ['silence', { kind: 'silence', ms: 5 }, /不确定是否送到；企业微信没有明确答复/],
    ['answers that are lost', { kind: 'answer-lost' }, /不确定是否送到；企业微信没有明确答复/],
  ];

  it.each(lasting)(
    '%s: the message is given up, listed with the reason, and stays on record',
    async (_name, fault, why) => {
      const office = await Office.open();
      office.county.stage.platform.failNext(1000, fault);
      await office.hears('chenjianguo');
      // Eight tries with longer and longer pauses, of half an hour in the end.
      for (let times = 0; times < 9; times++) {
        office.county.minutesPass(31);
        await office.hears('zhangweimin');
      }
      const arrived = about('陈建国', office.posted());
      expect(arrived.length).toBeLessThanOrEqual(2);
      expect(arrived.slice(1).every((text) => text.startsWith(AGAIN))).toBe(true);
      const list = await office.undelivered();
      expect(list).toMatch(/^未送达\d+条/);
      expect(list.split('\n').filter((line) => why.test(line)).length).toBeGreaterThan(0);
      await office.isOnRecord();
    },
  );
});

describe('hazard 6: while WeCom is silent', () => {
  it('people are answered at once, and their words are on record', async () => {
    const { county } = await Office.open();
    const { platform, app } = county.stage;
    platform.failNext(1, { kind: 'silence', ms: 60_000 });
    await county.says('zhoumin', 'education1', '/开会 集中学习 全天');
    // It hangs on the office's webhook from here on.
    const essay = await platform.say({
      from: 'chenjianguo',
      chat: 'private',
      text: `/体会 三思三观 ${essayText(1)}`,
    });
    expect(essay).toMatchObject({ streamed: false, text: expect.stringMatching(/^✅ 已收到/) });
    const chat = { group: groupId('education1') };
    for (const from of ['zhaolei', 'sunxiaoyan', 'qianyongkang']) {
      const { streamed, text } = await platform.say({ from, chat, text: '/签到' });
      expect([streamed, text]).toEqual([false, expect.stringContaining('已签到')]);
    }
    expect(await recordsOf(county, 'attended')).toHaveLength(3);
    expect(app.books.state.outbox.pending()).toHaveLength(1);
    const health = await fetch(`${app.url}/healthz`);
    expect(await health.json()).toMatchObject({ backlog: 1 });
    // Ends the silence.
    await platform.close();
  });
});
