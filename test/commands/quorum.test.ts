import { describe, expect, it } from 'vitest';
import { planWorkbook } from '../../src/report/workbook/plan.ts';
import { unpacked } from '../../src/report/workbook/rows.ts';
import { groupSight } from '../../src/report/workbook/sight.ts';
import { atOnce } from '../../src/time/steps.ts';
import { loadWording } from '../../src/wording/wording.ts';
import { openDeeds } from '../deeds/county.ts';
import { everywhere, inside } from '../pages/support.ts';
import { type CountyOptions, openCounty } from '../support/county.ts';
import { type Talk, talk } from './talk.ts';

/** As the real campaign files have it: more than half of those called. */
const half = (text: string): string => text.replace('quorum: 1人', 'quorum: 1/2');

/** The sample county under the ordinary rule; the first branch of the education bureau has seven people. */
const underHalf = (more: CountyOptions = {}): Promise<Talk> =>
  talk(['education1', 'office'], { campaign: half, ...more });

const SEVEN = ['chenjianguo', 'zhoumin', 'liuzhiqiang', 'wanglihua', 'sunxiaoyan', 'qianyongkang', 'zhaolei'];

/** A study of half a day at which so many sign in; what its end says. */
async function study(county: Talk, people: readonly string[], words = '集中学习 半天'): Promise<string> {
  await county.says('zhoumin', 'education1', `/开会 ${words}`);
  for (const who of people) await county.says(who, 'education1', '/签到');
  county.later(180);
  return county.says('zhoumin', 'education1', '/结束');
}

describe('a session', () => {
  it('that fewer than half came to does not count, and says so at its end and wherever progress is shown', async () => {
    const county = await underHalf();
    const closed = await study(county, SEVEN.slice(0, 3));
    expect(closed).toContain('到会3/7人，没有过半，不计');
    for (const report of [
      await county.says('zhoumin', 'education1', '/进度'),
      await county.whispers('chenjianguo', '/进度'),
    ]) {
      expect(report).toContain('还差3天');
      expect(report).toContain('到会3/7人，没有过半，不计');
    }
  });

  it('of exactly half is not more than half, and one more makes it count', async () => {
    const county = await talk(['education1'], {
      campaign: half,
      roster: (data) => ({
        ...data,
        people: data.people.map((each) =>
          each.id === 'qianyongkang' ? { ...each, flags: ['excused' as const] } : each,
        ),
      }),
    });
    expect(await study(county, SEVEN.slice(0, 3))).toContain('到会3/6人，没有过半，不计');
    expect(await county.says('zhoumin', 'education1', '/补签 王丽华')).toContain('已补签');
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('已0.5/3天');
  });

  it('is made to count by those the secretary enters afterwards, and it shows that they were', async () => {
    const county = await underHalf({ campaign: (text) => half(text).replace('min: 3', 'min: 0.5') });
    await study(county, SEVEN.slice(0, 3));
    await county.until('2014-03-06', '09:00');
    await county.says('zhoumin', 'education1', '/补签 3月3日 王丽华 孙晓燕');
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('已完成（含会后补登）');
    expect(await county.whispers('wanglihua', '/我的')).toContain('集中学习（现场，补签）');
  });

  it('entered late beyond the limit of the file is doubted', async () => {
    const county = await underHalf();
    await study(county, SEVEN.slice(0, 3));
    await county.until('2014-03-10', '09:00');
    await county.says('zhoumin', 'education1', '/补签 3月3日 王丽华');
    expect(await county.whispers('zhoumin', '/存疑')).toContain('没有需要再核对的登记');
    await county.until('2014-03-12', '09:00');
    await county.says('zhoumin', 'education1', '/补签 3月3日 孙晓燕');
    expect(await county.whispers('zhoumin', '/存疑')).toContain('3月3日“集中学习”有1人是会后9天才补签的');
  });

  it.each([
    ['2/3', 4, '不足2/3'],
    ['all', 6, '没有到齐'],
    ['5人', 4, '不足5人'],
  ])('asks for %s where the file says so', async (quorum, tooFew, said) => {
    const county = await underHalf({ campaign: (text) => text.replace('quorum: 1人', `quorum: ${quorum}`) });
    expect(await study(county, SEVEN.slice(0, tooFew))).toContain(`到会${tooFew}/7人，${said}，不计`);
    county.later(60);
    expect(await study(county, SEVEN.slice(0, tooFew + 1))).toContain('已0.5/3天');
  });

  it('of a leadership counts when the leaders came, whoever else was there', async () => {
    const leadership = (text: string): string =>
      half(text).replace(
        'of: { activity: [集中学习, 讨论] }',
        'of: { activity: [集中学习, 讨论] }\n    people: [班子成员]',
      );
    const county = await underHalf({ campaign: leadership });
    // Chen, Liu and, in the other branch, Wu lead the bureau.
    const clerks = ['zhoumin', 'wanglihua', 'sunxiaoyan', 'qianyongkang', 'zhaolei', 'chenjianguo'];
    expect(await study(county, clerks)).toContain('班子成员到会1/3人，没有过半，不计');
    county.later(60);
    expect(await study(county, ['chenjianguo', 'liuzhiqiang'])).toContain('已0.5/3天');
  });

  it('does not wait for those the file excuses, and counts them when they come', async () => {
    const excused = (text: string): string =>
      half(text).replace('quorum: 1/2', 'quorum: all\nexcuse: [流动]');
    const county = await underHalf({
      campaign: excused,
      roster: (data) => ({
        ...data,
        people: data.people.map((each) =>
          each.id === 'zhaolei' ? { ...each, flags: ['mobile' as const] } : each,
        ),
      }),
    });
    expect(await study(county, SEVEN.slice(0, 6))).toContain('已0.5/3天');
    county.later(60);
    expect(await study(county, SEVEN.slice(1))).toContain('到会6/7人，没有到齐，不计');
  });

  it('is not asked of a branch of none but people who are excused, and its unit is not held back', async () => {
    const county = await openCounty({
      campaign: (text) => half(text).replace('quorum: 1/2', 'quorum: 1/2\nexcuse: [离退休, 年老体弱]'),
      bound: ['education1', 'education2', 'retired', 'office'],
    });
    const { progress } = county.stage.app.outlook();
    const retired = progress.roster.units.find(({ name }) => name === '退休支部');
    const flags = retired ? progress.roster.residents(retired.id).map((each) => each.flags.join()) : [];
    expect(new Set(flags), 'everybody of that branch is retired or frail').not.toContain('');
    expect(await county.says('hanlixin', 'retired', '/进度')).not.toContain('集中学习讨论不少于3天');
    for (const [secretary, group] of [
      ['zhoumin', 'education1'],
      ['liguodong', 'education2'],
    ] as const) {
      await county.says(secretary, group, '/开会 集中学习 全天');
      const branch = progress.roster.residents(
        progress.roster.person(secretary as never)?.home ?? ('' as never),
      );
      for (const { id } of branch) await county.says(id, group, '/签到');
    }
    county.minutesPass(360);
    await county.says('zhoumin', 'education1', '/结束');
    await county.says('liguodong', 'education2', '/结束');
    expect(await county.whispers('chenjianguo', '/进度')).toContain('已1/3天');
    county.ignorePosts();
  });

  it('held together counts for each side by its own people', async () => {
    const county = await talk(['education1', 'library', 'office'], { campaign: half });
    await county.says('zhoumin', 'education1', '/开会 集中学习 半天 联合 县图书馆');
    for (const who of SEVEN.slice(0, 5)) await county.says(who, 'education1', '/签到');
    await county.says('douwenjing', 'library', '/签到');
    county.county.ignorePosts();
    county.later(180);
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('已0.5/3天');
    const joined = await county.says('douwenjing', 'library', '/进度');
    expect(joined).toContain('还差3天');
    expect(joined).toMatch(/到会1\/\d+人，没有过半，不计/);
    county.county.ignorePosts();
  });
});

describe('a discussion held together', () => {
  it('tells the partner how it counts there, and is proved by whichever side gives the papers', async () => {
    const county = await talk(['education1', 'library', 'office'], { campaign: half });
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天 联合 县图书馆');
    for (const who of SEVEN.slice(0, 5)) await county.says(who, 'education1', '/签到');
    const { roster } = county.county.stage.app.outlook().progress;
    const readers = roster.residents('县图书馆/图书馆支部' as never);
    for (const { account } of readers.slice(0, 2)) await county.says(account ?? '', 'library', '/签到');
    county.county.ignorePosts();
    county.later(180);
    await county.says('zhoumin', 'education1', '/结束');
    expect(county.county.postedTexts('县图书馆')).toEqual([
      expect.stringMatching(/联合开展的“三思三观讨论”.*到会2\/\d+人，没有过半，不计入本单位.*\/材料 3月3日/s),
    ]);
    await county.says(
      'douwenjing',
      'library',
      `/补签 3月3日 ${readers
        .slice(2)
        .map(({ name }) => name)
        .join(' ')}`,
    );
    const lacking = '记录、信息、照片报送活动办：还差3件';
    for (const [secretary, group] of [
      ['zhoumin', 'education1'],
      ['douwenjing', 'library'],
    ] as const)
      expect(await county.says(secretary, group, '/进度')).toContain(lacking);
    await county.says('douwenjing', 'library', '/材料 信息 两家一起讨论');
    await county.says('zhoumin', 'education1', '/材料 记录 讨论了入户');
    for (const [secretary, group] of [
      ['zhoumin', 'education1'],
      ['douwenjing', 'library'],
    ] as const)
      expect(await county.says(secretary, group, '/进度')).toContain('已2/3件，还差1件');
    county.county.ignorePosts();
  });
});

describe('one person', () => {
  /** The branch studies, and the county holds a lecture at the same hour. */
  async function twoMeetings(): Promise<Talk> {
    const county = await talk(['education1', 'office']);
    await county.says('zhoumin', 'education1', '/开会 集中学习 3小时');
    county.later();
    await county.says('wanglihua', 'office', '/开会 党课 3小时');
    expect(await county.says('zhaolei', 'education1', '/签到 2')).toContain('已签到：**集中学习**');
    return county;
  }

  it('is in one place: the second sign-in of the hour asks which, and changes only when told', async () => {
    const county = await twoMeetings();
    const asked = await county.says('zhaolei', 'education1', '/签到 1');
    expect(asked).toMatch(/没有签到.*已经签了“集中学习”.*同一时间.*\/签到 换/s);
    const { state } = county.county.stage.app.books;
    expect(state.attendedBy('zhaolei' as never)).toHaveLength(1);
    const moved = await county.says('zhaolei', 'education1', '/签到 1 换');
    expect(moved).toMatch(/已签到：\*\*党课\*\*.*“集中学习”的签到已撤销/s);
    expect(state.attendedBy('zhaolei' as never).map(({ session }) => state.session(session)?.title)).toEqual([
      '党课',
    ]);
  });

  it('is not entered in a second place by the secretary either', async () => {
    const county = await twoMeetings();
    await county.says('zhaolei', 'education1', '/签到 1 换');
    expect(await county.says('zhoumin', 'education1', '/补签 赵磊')).toMatch(
      /没有补签“集中学习”.*赵磊 同一时间已在“党课”签到/s,
    );
    expect(await county.says('zhoumin', 'education1', '/补签 赵磊 孙晓燕')).toMatch(
      /已补签.*：孙晓燕\n⚠️ 赵磊 同一时间已在“党课”签到/,
    );
  });

  it('who was signed in before the hours came to overlap is counted once, and the secretary sees the doubt', async () => {
    const county = await talk(['education1', 'office'], { campaign: half });
    await county.says('zhoumin', 'education1', '/开会 集中学习 1小时');
    for (const who of SEVEN) await county.says(who, 'education1', '/签到');
    county.later(90);
    await county.says('wanglihua', 'office', '/开会 讨论 三思三观 3小时');
    for (const who of SEVEN) expect(await county.says(who, 'education1', '/签到 1')).toContain('已签到');
    county.later(180);
    await county.says('wanglihua', 'office', '/结束');
    // Said to have lasted until the afternoon: now both were at the same hours.
    await county.says('zhoumin', 'education1', '/结束 4小时');
    expect(await county.says('zhoumin', 'education1', '/进度')).toMatch(
      /到会0\/7人.*另有7人同一时间在别的会上签到/,
    );
    expect(await county.whispers('zhoumin', '/存疑')).toContain('同一时间还在别的会上签到');
  });
});

describe('many visits', () => {
  it('of one person on one day are doubted, the same number over several days are not', async () => {
    const county = await openDeeds({
      bound: ['town'],
      campaign: (text) => text.replace('河东村 1-6户', '河东村 1-25户'),
    });
    await county.says('fangzhiming', 'town', '/走访 河东村 1-6户 看了春耕');
    county.minutesPass(1);
    expect(await county.whispers('weixiaoling', '/存疑')).toContain('没有需要再核对的登记');
    await county.says('fangzhiming', 'town', '/走访 河东村 7-18户 看了春耕');
    county.minutesPass(1);
    expect(await county.whispers('weixiaoling', '/存疑')).toContain('方志明 3月3日一天登记了18处走访');
    await county.until('2014-03-04', '10:00');
    await county.says('fangzhiming', 'town', '/走访 河东村 19-25户 看了春耕');
    county.minutesPass(1);
    expect(await county.whispers('weixiaoling', '/存疑')).toContain('有1处登记');
    county.ignorePosts();
  });
});

describe('the digest', () => {
  it('says how many meetings too few came to, and whose, once', async () => {
    const county = await underHalf();
    await study(county, SEVEN.slice(0, 2));
    await county.county.until('2014-03-07', '18:00');
    const [digest = ''] = county.county.digests('office');
    expect(digest).toContain('**有1次会议到会没有过半，不计**：县教育局 机关第一支部');
    await county.county.until('2014-03-14', '18:00');
    const [next = ''] = county.county.digests('office');
    expect(next).toContain('第11周周报');
    expect(next).not.toContain('没有过半');
    county.county.ignorePosts();
  });
});

describe('the workbook', () => {
  it('say of a meeting that too few came to that it does not count', async () => {
    const county = await underHalf();
    await study(county, SEVEN.slice(0, 2));
    const { progress } = county.county.stage.app.outlook();
    const brief = {
      progress,
      unit: progress.roster.root.id,
      sight: groupSight(false),
      now: county.county.clock.now(),
      say: loadWording('templates/messages').say,
    };
    const { sheets } = atOnce(planWorkbook(brief));
    const rows = sheets.find(({ name }) => name === '学习与出勤')?.rows;
    expect(JSON.stringify(rows && [...unpacked(rows)])).toContain('没有过半，不计');
  });
});

describe('the pages', () => {
  it('say of a meeting that too few came to that it does not count', async () => {
    const county = await underHalf();
    await study(county, SEVEN.slice(0, 2));
    const visitor = await inside(county.county, 'zhoumin');
    const pages = await everywhere(visitor);
    const path = pages.find((each) => /\/p\/unit\/[^?]*机关第一支部$/.test(each));
    expect((await visitor.get(path ?? '')).text).toMatch(/集中学习.*2\/7人 没有过半，不计/);
  });
});
