import { describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { campaignWords, fillExample } from '../../src/campaign/words.ts';
import { hear } from '../../src/dialogue/hearing.ts';
import { Registry } from '../../src/dialogue/registry.ts';
import type { RosterData } from '../../src/roster/roster.ts';
import { essayText, PIXEL, sampleCampaign } from '../support/county.ts';
import { type Talk, talk } from './talk.ts';

const offered = (reply: string): string[] =>
  [...reply.matchAll(/^\*\*\/(.+?)\*\*/gm)].map((match) => match[1] ?? '');

const SECRETARIES = ['开会', '结束', '补签', '未签', '名单'];

/** Whether all of these are offered, or none of them. */
const offers = (reply: string, names: readonly string[]): boolean | 'some' => {
  const found = names.filter((name) => offered(reply).includes(name));
  return found.length === names.length ? true : found.length === 0 ? false : 'some';
};

describe('帮助', () => {
  it('shows a member in a group what a member may do there', async () => {
    const reply = await (await talk(['education1'])).says('zhaolei', 'education1', '/帮助');
    expect(offered(reply).slice(0, 5)).toEqual(['签到', '请假', '体会', '我的', '进度']);
    expect(offers(reply, ['材料', '撤销', '帮助'])).toBe(true);
    expect(offers(reply, [...SECRETARIES, '口令', '调阅', '绑定', '周报', '导出', '未送达'])).toBe(false);
    expect(reply).toContain('如 /帮助 签到（群里要先 @我）');
  });

  it('shows a secretary more at home than in somebody else’s group', async () => {
    const county = await talk(['education1', 'health']);
    const home = await county.says('zhoumin', 'education1', '/?');
    expect(offers(home, [...SECRETARIES, '材料', '绑定', '导出'])).toBe(true);
    const away = await county.says('zhoumin', 'health', '/help');
    expect(offers(away, ['签到', '我的', '绑定'])).toBe(true);
    expect(offers(away, [...SECRETARIES, '材料', '进度'])).toBe(false);
    const alone = await county.whispers('zhoumin', '/bz');
    expect(offers(alone, [...SECRETARIES, '口令', '调阅'])).toBe(true);
    expect(offers(alone, ['绑定', '未送达'])).toBe(false);
  });

  it('shows supervisors what they read and the office what is its own', async () => {
    const county = await talk([]);
    expect(offered(await county.whispers('jinxin', '/帮助'))).not.toContain('开会');
    expect(offered(await county.whispers('wanglihua', '/帮助'))).toEqual(
      expect.arrayContaining(['周报', '未送达']),
    );
  });

  it('offers nothing but binding in a group that is not bound', async () => {
    const county = await talk([]);
    expect(offered(await county.says('zhoumin', 'education1', '/帮助'))).toEqual(['绑定', '帮助']);
    expect(offered(await county.says('zhaolei', 'education1', '/帮助'))).toEqual(['帮助']);
  });

  it('explains one command, by any of its names, and says when it is not for this person', async () => {
    const county = await talk(['education1']);
    const reply = await county.says('zhaolei', 'education1', '/帮助 签到');
    expect(reply).toMatch(/也可以发 \/qd.*\n`\/签到`　人在现场\n`\/签到 线上`/);
    for (const text of ['/帮助签到', '/帮助　／qd', '帮助 CheckIn'])
      expect(await county.says('zhaolei', 'education1', text)).toBe(reply);
    expect(await county.says('zhaolei', 'education1', '/帮助 周报')).toContain('这条指令您的角色用不了');
    expect(await county.says('zhaolei', 'education1', '/帮助 签倒')).toContain('您要找的是不是 /签到');
  });
});

/** Two people get the names the examples use. */
const named = (data: RosterData): RosterData => ({
  ...data,
  people: data.people.map((person) => {
    const name = { zhaolei: '张三', sunxiaoyan: '李四' }[String(person.id)];
    return name ? { ...person, name } : person;
  }),
});

/** Commands whose every example makes sense in the situation below. */
const PREPARED: ReadonlySet<string> = new Set([
  ...['签到', '请假', '体会', '我的', '进度', '开会', '结束', '补签', '未签', '名单'],
  ...['材料', '口令', '调阅', '撤销', '绑定', '周报', '导出', '未送达', '帮助'],
]);

const WORDS = campaignWords(await sampleCampaign());

/** 13 March, after a study on the 12th, with a discussion on. */
async function onTheThirteenth(): Promise<Talk> {
  const county = await talk(['education1', 'office'], {
    at: ['2014-03-12', '09:00'],
    roster: named,
    draw: () => 4500,
  });
  await county.says('zhoumin', 'education1', '/开会 集中学习 半天');
  county.later(23 * 60);
  await county.says('zhoumin', 'education1', '/结束');
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 口令');
  await county.says('zhaolei', 'education1', '/签到 5500');
  county.later(200);
  return county;
}

const NONSENSE =
  /没有看懂|我只认指令|没有“|请写明|名册里没有|没有找到|不止一个|不对|没有看到|没有登记。|没有处理/;

describe('the examples shown', () => {
  const registry = new Registry(commands);
  const all = commands.flatMap(({ name, examples }) =>
    examples.map(([typed]) => [name, fillExample(typed, WORDS)] as const),
  );
  const prepared = all.filter(([name]) => PREPARED.has(name));

  it('are heard as the command they stand for', () => {
    for (const [name, typed] of all)
      expect(hear(typed, { group: false, botNames: [], nameOf: registry.nameOf }), typed).toMatchObject({
        kind: 'command',
        name,
      });
  });

  it.each(prepared)('%s: %s is not refused', async (name, typed) => {
    const county = await onTheThirteenth();
    const text = typed.replace('正文……', essayText(1)).replace('1234', '5500');
    const office = name === '周报' || name === '未送达' || typed.includes('县教育局');
    const who = office ? 'wanglihua' : 'zhoumin';
    if (name === '开会') await county.says('zhoumin', 'education1', '/结束');
    if (name === '撤销') await county.says('zhoumin', 'education1', '/请假 3月20日');
    if (typed === '/体会 三思三观') await county.county.sendsFile(who, '体会.txt', Buffer.from(essayText(6)));
    if (name === '调阅')
      await county.says(text === '/调阅' ? 'zhoumin' : 'zhaolei', 'education1', `/体会 ${essayText(1)}`);
    const images = /照片/.test(typed) ? [PIXEL] : [];
    const reply =
      name === '口令' || name === '调阅'
        ? await county.whispers(who, text)
        : await county.says(who, name === '绑定' || !office ? 'education1' : 'office', text, { images });
    if (!(name === '签到' && !/\d/.test(typed))) expect(reply).not.toMatch(NONSENSE);
    county.county.ignorePosts();
  });
});
