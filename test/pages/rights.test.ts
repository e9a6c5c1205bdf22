import { describe, expect, it } from 'vitest';
import { openRosterStore } from '../../src/roster/store.ts';
import { type County, sampleRoster } from '../support/county.ts';
import { aBusyWeek, openPagesCounty } from '../support/pages.ts';
import { everywhere, inside } from './support.ts';

/** One of each role. The supervisor's are 县卫生局 and 清源镇; all others but the leader of the library are of the first branch. */
const WHO = {
  member: 'zhaolei',
  secretary: 'zhoumin',
  leader: 'liuzhiqiang',
  principal: 'chenjianguo',
  supervisor: 'zhenghaitao',
  office: 'wanglihua',
} as const;
type Role = keyof typeof WHO;
const ROLES = Object.keys(WHO) as Role[];

/** Written by hand: what each may ask for by hand, in the order above. Whatever is refused looks as if it did not exist. */
const TABLE: readonly (readonly [path: string, seen: string])[] = [
  ['/p', '++++++'],
  ['/p?unit=云溪县活动办', '-----+'],
  ['/p/unit/云溪县活动办', '-----+'],
  ['/p/unit/县教育局', '--++-+'],
  ['/p/unit/县教育局/机关第一支部', '++++-+'],
  ['/p/unit/县教育局/机关第二支部', '--++++'],
  ['/p/unit/县卫生局', '----++'],
  ['/p/unit/县卫生局/机关支部', '----++'],
  ['/p/unit/没有这个单位', '------'],
  ['/p/requirement/essay', '++++++'],
  ['/p/requirement/essay?unit=县教育局', '--++-+'],
  ['/p/requirement/essay?unit=县卫生局', '----++'],
  ['/p/requirement/no-such', '------'],
  ['/p/person', '++++++'],
  ['/p/person/zhaolei', '++++-+'],
  ['/p/person/sunxiaoyan', '-+++-+'],
  ['/p/person/yanming', '----++'],
  ['/p/person/nobody', '------'],
  ['/p/opinions', '++++++'],
  ['/p/reviews', '++++++'],
  ['/p/undelivered', '-----+'],
  ['/p/health', '-----+'],
  ['/p/workbook?unit=县教育局', '--++-+'],
  ['/p/workbook?unit=县教育局/机关第一支部', '-+++-+'],
  ['/p/workbook?unit=县卫生局', '----++'],
  ['/p/workbook?unit=没有这个单位', '------'],
  ['/p/workbook', '------'],
  ['/p/constructor', '------'],
  ['/p/unit', '------'],
];

describe('a page asked for by hand', () => {
  it('is shown exactly to those whom the command would answer', async () => {
    const county = await openPagesCounty();
    await aBusyWeek(county);
    for (const [index, role] of ROLES.entries()) {
      const visitor = await inside(county, WHO[role]);
      for (const [path, seen] of TABLE) {
        const { status } = await visitor.get(encodeURI(path));
        expect([role, path, status]).toEqual([role, path, seen[index] === '+' ? 200 : 404]);
      }
    }
  });

  it('looks the same when it is somebody else’s as when it does not exist', async () => {
    const county = await openPagesCounty();
    const visitor = await inside(county, 'zhaolei');
    const others = await visitor.get('/p/person/sunxiaoyan');
    expect(others.html).toBe((await visitor.get('/p/person/no-such-person')).html);
    expect(others.html).not.toContain('孙晓燕');
  });
});

describe('links', () => {
  it('lead nobody to what they may not see, and a supervisor no further than the units supervised', async () => {
    const county = await openPagesCounty();
    await aBusyWeek(county);
    const supervisor = await everywhere(await inside(county, 'zhenghaitao'));
    expect(supervisor).toContain('/p/unit/县卫生局/机关支部');
    expect(supervisor).toContain('/p/person/yanming');
    expect(supervisor.filter((path) => /县图书馆|undelivered|health$/.test(path))).toEqual([]);
    const secretary = await everywhere(await inside(county, 'zhoumin'));
    expect(secretary).toContain('/p/person/zhaolei');
    expect(secretary.filter((path) => /县卫生局|第二支部|undelivered|unit=县教育局$/.test(path))).toEqual([]);
    const member = await everywhere(await inside(county, 'zhaolei'));
    expect(member).toContain('/p/requirement/essay?unit=县教育局/机关第一支部');
    expect(member.filter((path) => path.startsWith('/p/person/'))).toEqual([]);
  });
});

describe('what a page says', () => {
  it('names nobody to a member but the member', async () => {
    const county = await openPagesCounty();
    await aBusyWeek(county);
    const visitor = await inside(county, 'zhaolei');
    for (const path of ['/p', '/p/requirement/essay', '/p/opinions'])
      expect((await visitor.get(path)).text).not.toMatch(/孙晓燕|陈建国|周敏|填表太多/);
    expect((await visitor.get('/p/requirement/essay')).text).toMatch(/还没有完成（6人）.*已完成（1人）/);
  });

  it('never holds a word of an essay, and of it no more than that it is there for whoever may not open it', async () => {
    const county = await openPagesCounty();
    await aBusyWeek(county);
    const pages = async (who: string) => (await (await inside(county, who)).get('/p/person/zhaolei')).text;
    for (const who of ['zhaolei', 'zhoumin', 'wanglihua']) expect(await pages(who)).not.toContain('第1件事');
    expect(await pages('zhoumin')).toMatch(/三思三观（\d+字）/);
    expect(await pages('wanglihua')).not.toContain('三思三观（');
    expect(await pages('wanglihua')).toMatch(/体会文章1篇 已完成/);
  });

  it('tells who raised an opinion to those alone who are told in private', async () => {
    const county = await openPagesCounty();
    const { opinion } = await aBusyWeek(county);
    await county.whispers('wanglihua', `/意见 转 ${opinion} 县教育局`);
    const page = async (who: string) => (await inside(county, who)).get(`/p/opinions/${opinion}`);
    expect((await page('wanglihua')).text).toContain('实名（赵磊）');
    expect((await page('chenjianguo')).text).toMatch(/办事窗口中午没有人.*实名/);
    expect((await page('chenjianguo')).text).not.toContain('赵磊');
    expect((await page('zhenghaitao')).status).toBe(404);
  });

  it('shows an opinion exactly as it was said, and harmless', async () => {
    const county = await openPagesCounty();
    const words = '窗口<script>alert(1)</script>写着"下班"&[没人](http://evil.example)';
    const number = /编号 (\d+)/.exec(await county.whispers('zhaolei', `/意见 ${words}`))?.[1] ?? '';
    const { html } = await (await inside(county, 'wanglihua')).get(`/p/opinions/${number}`);
    expect(html).toContain(
      '窗口&lt;script&gt;alert(1)&lt;/script&gt;写着&quot;下班&quot;&amp;[没人](http://evil.example)',
    );
    expect(html).not.toContain('<script');
  });
});

describe('the roster as it is now', () => {
  const changed = async (county: County, change: 'left' | 'no longer office'): Promise<void> => {
    const { units, people, former } = await sampleRoster();
    const next = people.flatMap((person) => {
      if (person.id !== 'wanglihua') return [person];
      return change === 'left' ? [] : [{ ...person, duties: [] }];
    });
    await openRosterStore(county.folder).import({ units, people: next, former }, county.clock.now());
    await county.stage.app.tick();
  };

  it('decides at each request: who is of the office no longer sees a member’s pages', async () => {
    const county = await openPagesCounty();
    const visitor = await inside(county, 'wanglihua');
    expect((await visitor.get('/p/undelivered')).status).toBe(200);
    await changed(county, 'no longer office');
    expect((await visitor.get('/p/undelivered')).status).toBe(404);
    expect((await visitor.get('/p')).text).not.toContain('县卫生局');
  });

  it('ends the session of who has left', async () => {
    const county = await openPagesCounty();
    const visitor = await inside(county, 'wanglihua');
    await changed(county, 'left');
    expect((await visitor.get('/p')).status).toBe(403);
  });
});
