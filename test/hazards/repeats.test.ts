import { describe, expect, it } from 'vitest';
import { recordsOf } from '../e2e/support/books.ts';
import { WatchedDisk } from '../journal/watched-disk.ts';
import { type County, essayText, openCounty } from '../support/county.ts';

const BRANCH = 'education1';

async function inSession(options: Parameters<typeof openCounty>[0] = {}): Promise<County> {
  const county = await openCounty({ setUp: 'AC', bound: [BRANCH], ...options });
  await county.says('zhoumin', BRANCH, '/开会 集中学习 半天');
  return county;
}

// For the bot's own address the same is in test/e2e/repeats.test.ts.
describe('hazard 2: what somebody writes to the app', () => {
  const writes = (county: County, text: string, msgid: string) =>
    county.stage.platform.sayToApp({ from: 'zhaolei', text, msgid });

  it('three times at once: one record, the same answer to each', async () => {
    const county = await inSession();
    const answers = await Promise.all([1, 2, 3].map(() => writes(county, '/签到', '7001')));
    expect(answers.map(({ text }) => text)).toEqual(Array(3).fill(expect.stringContaining('已签到')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await recordsOf(county, 'attended')).toHaveLength(1);
  });

  it('again later, with other words and after a restart: it is on record, and still once', async () => {
    const county = await inSession();
    const first = await writes(county, '/签到', '7001');
    county.minutesPass(30);
    expect((await county.stage.platform.repeatApp('7001')).text).toBe(first.text);
    await county.stage.restart();
    expect((await county.stage.platform.repeatApp('7001')).text).toMatch(
      /^✅ .*没有重复登记。\n- 签到：赵磊/,
    );
    expect((await writes(county, '/请假 出差', '7001')).text).toMatch(/^✅ .*没有重复登记。\n- 签到：赵磊/);
    expect(await recordsOf(county, 'attended')).toHaveLength(1);
    expect(await recordsOf(county, 'leave.taken')).toEqual([]);
  });

  it('after a first try that the disk refused: the retry succeeds, once', async () => {
    const disk = new WatchedDisk();
    const county = await inSession({ disk });
    disk.fail('datasync', 'ENOSPC');
    expect((await writes(county, '/签到', '7001')).text).toContain('没有登记成功');
    disk.heal();
    county.minutesPass(11);
    expect((await county.stage.platform.repeatApp('7001')).text).toContain('已签到');
    expect(await recordsOf(county, 'attended')).toHaveLength(1);
  });
});

describe('hazard 2: a tap', () => {
  it('by many people at once is one record each, however often each of them taps', async () => {
    const county = await inSession();
    const card = county.cardMessage(BRANCH);
    const { platform } = county.stage;
    const people = ['zhaolei', 'sunxiaoyan', 'qianyongkang'];
    await Promise.all(
      [...people, ...people].map((from) => platform.tap({ from, message: card.id, button: '签到' })),
    );
    await county.stage.restart();
    await Promise.all(people.map((from) => platform.tap({ from, message: card.id, button: '线上签到' })));
    const present = (await recordsOf(county, 'attended')).map(({ person, mode }) => [person, mode]);
    expect(present.sort()).toEqual(people.toSorted().map((person) => [person, '现场']));
    expect(county.cardIn(BRANCH).text).toMatch(/到会3\/7人$/);
    county.ignorePosts();
  });
});

describe('hazard 6: the limit of twenty a minute', () => {
  it('holds across a restart, and the order is kept', async () => {
    const county = await openCounty({ bound: ['office'] });
    const { platform } = county.stage;
    await county.says('wanglihua', 'office', '/开会 讨论 三思三观 半天');
    await county.whispers('chenjianguo', '/签到');
    county.minutesPass(180);
    await county.says('wanglihua', 'office', '/结束');
    const hands = (number: number) =>
      county.whispers('chenjianguo', `/体会 三思三观 ${essayText(number).repeat(number)}`);
    for (let number = 1; number <= 15; number++) await hands(number);
    await county.stage.restart();
    for (let number = 16; number <= 25; number++) await hands(number);
    await county.stage.app.delivered();
    const lengths = (): string[] =>
      county.postedTexts('office').map((text) => /(\d+)字/.exec(text)?.[1] ?? '');
    const first = lengths();
    expect(first).toHaveLength(20);
    county.minutesPass(1);
    await hands(26);
    const all = [...first, ...lengths()];
    expect(all).toEqual(
      Array.from({ length: 26 }, (_, at) => String(80 * (at + 1) + (at >= 9 ? at + 1 : 0))),
    );
    expect(platform.outbound.filter((call) => 'answer' in call && call.answer?.errcode === 45009)).toEqual(
      [],
    );
  });
});
