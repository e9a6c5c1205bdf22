import { describe, expect, it } from 'vitest';
import { type County, essayText, openCounty } from '../support/county.ts';
import { advised, imports } from './support.ts';

/** A branch's whole campaign: a study day and a discussion of half a day, everybody there, one essay handed in. */
async function studies(county: County, group: 'education1' | 'education2', secretary: string, who: string[]) {
  await county.says(secretary, group, '/开会 讨论 三思三观 半天');
  for (const each of [secretary, ...who]) await county.says(each, group, '/签到');
  county.minutesPass(200);
  await county.says(secretary, group, '/结束');
  for (const each of who) await county.says(each, group, `/体会 三思三观 ${essayText(each.length)}`);
}

const FIRST = ['chenjianguo', 'liuzhiqiang', 'wanglihua', 'zhaolei', 'sunxiaoyan', 'qianyongkang'];
const MET = /✅.*“?三思三观”?集中讨论1次/;

const renamedBureau = (sheet: string) => sheet.replaceAll('县教育局', '县教育体育局');
// One branch has one group's address.
const mergedBranches = (sheet: string) =>
  sheet.replaceAll(/(机关第二支部[^\r]*,)https[^\r]*/g, '$1').replaceAll(/机关第[一二]支部/g, '机关联合支部');

describe('a unit that is renamed', () => {
  it('is asked about with reasons, and taken only when told', async () => {
    const county = await openCounty({ bound: ['education1'] });
    const refused = await imports(county, renamedBureau);
    expect(refused.code).toBe(1);
    expect(refused.text).toMatch(
      /“县教育局”不见了，看来改成了“县教育体育局”.*20 人在“县教育体育局”.*上级单位相同/,
    );
    expect(refused.text).toContain('--as-new');
    expect(advised(refused)).toEqual(['--rename', '县教育局=县教育体育局']);
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('县教育局');

    const taken = await imports(county, renamedBureau, ...advised(refused));
    expect(taken.code).toBe(0);
    expect(taken.text).toContain('单位改名 1：县教育局 → 县教育体育局');
    expect(taken.text).not.toMatch(/撤销的单位|新单位|离开/);
  });

  it('keeps its group and all that was done, under the new name', async () => {
    const county = await openCounty({ bound: ['education1', 'office'] });
    await studies(county, 'education1', 'zhoumin', FIRST);
    const before = {
      progress: await county.says('zhoumin', 'education1', '/进度'),
      mine: await county.whispers('zhaolei', '/我的'),
      list: await county.says('zhoumin', 'education1', '/名单'),
    };
    await imports(county, renamedBureau, '--rename', '县教育局=县教育体育局');
    const now = (text: string) => renamedBureau(text);
    expect(await county.says('zhoumin', 'education1', '/进度')).toBe(now(before.progress));
    expect(await county.whispers('zhaolei', '/我的')).toBe(now(before.mine));
    expect(await county.says('zhoumin', 'education1', '/名单')).toBe(now(before.list));
    expect(await county.says('zhoumin', 'education1', '/绑定')).toContain('县教育体育局/机关第一支部');
    county.ignorePosts();
  });

  it('is known by its number, and then nothing is asked', async () => {
    const county = await openCounty({ bound: ['education1'] });
    const numbered = (sheet: string) =>
      sheet.replace(/(推送地址)\r\n/, '$1,单位编号\r\n').replace(/(,,县教育局,[^\r]*)\r\n/, '$1,JY01\r\n');
    expect((await imports(county, numbered)).code).toBe(0);
    expect(await imports(county, renamedBureau)).toMatchObject({ code: 0 });
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('县教育体育局');
  });
});

describe('branches that are merged', () => {
  it('are asked about, and what either has finished counts for the new one', async () => {
    const county = await openCounty({ bound: ['education1', 'education2'] });
    await studies(county, 'education1', 'zhoumin', FIRST);
    expect(await county.says('zhoumin', 'education1', '/进度')).toMatch(MET);
    expect(await county.says('liguodong', 'education2', '/进度')).not.toMatch(MET);

    const refused = await imports(county, mergedBranches);
    expect(refused.code).toBe(1);
    expect(advised(refused)).toEqual([
      '--merge',
      '县教育局/机关第一支部,县教育局/机关第二支部=县教育局/机关联合支部',
    ]);
    const taken = await imports(county, mergedBranches, ...advised(refused));
    expect(taken.text).toContain(
      '单位承接 1：县教育局/机关第一支部、县教育局/机关第二支部 → 县教育局/机关联合支部',
    );
    for (const [who, group] of [
      ['zhoumin', 'education1'],
      ['liguodong', 'education2'],
    ] as const)
      expect(await county.says(who, group, '/进度')).toMatch(MET);
    expect(await county.whispers('zhaolei', '/我的')).toMatch(/✅.*体会文章/);
    county.ignorePosts();
  });

  it('leave open meetings to whoever is secretary now', async () => {
    const county = await openCounty({ bound: ['education1', 'education2'] });
    await county.says('zhoumin', 'education1', '/开会 集中学习 全天');
    await county.says('zhaolei', 'education1', '/签到');
    const onlyOne = (sheet: string) => mergedBranches(sheet).replace('办公室主任,书记', '办公室主任,');
    const merge = '县教育局/机关第一支部,县教育局/机关第二支部=县教育局/机关联合支部';
    expect((await imports(county, onlyOne, '--merge', merge)).code).toBe(0);
    expect(await county.says('liguodong', 'education2', '/签到')).toContain('已签到');
    county.minutesPass(360);
    expect(await county.says('liguodong', 'education2', '/结束')).toMatch(/时长.*到会2/);
    county.ignorePosts();
  });
});

describe('a branch that is split', () => {
  const split = (sheet: string) =>
    sheet
      .replaceAll(/(赵磊|孙晓燕|钱永康)(,\w+,县教育局,,,)机关第一支部/g, '$1$2人事支部')
      .replaceAll('机关第一支部', '综合支部')
      .replace('人事科科长,,', '人事科科长,书记,');
  const told = ['--split', '县教育局/机关第一支部=县教育局/综合支部,县教育局/人事支部'];

  it('is recognised, and each part keeps what the whole has finished', async () => {
    const county = await openCounty({ bound: ['education1'] });
    await studies(county, 'education1', 'zhoumin', FIRST);
    const refused = await imports(county, split);
    expect(advised(refused)).toEqual(told);
    await imports(county, split, ...told);
    for (const part of ['综合支部', '人事支部'])
      expect(await county.whispers('chenjianguo', `/进度 县教育局/${part}`)).toMatch(MET);
    expect(await county.says('zhaolei', 'education1', '/进度')).toMatch(/人事支部/);
    expect(await county.whispers('zhaolei', '/我的')).toMatch(/✅.*体会文章/);
    county.ignorePosts();
  });
});

describe('a branch that moves to another unit', () => {
  const moved = (sheet: string) => sheet.replaceAll(/县教育局(,,,退休支部)/g, '县图书馆$1');

  it('is recognised by its name and people, and takes along what it did; the old unit keeps it too', async () => {
    const county = await openCounty({ bound: ['retired'] });
    await county.says('yangdeming', 'retired', '/开会 讨论 三思三观 半天');
    for (const who of ['yangdeming', 'zhuguilan', 'qinyuzhen', 'xuchangfu'])
      await county.says(who, 'retired', '/签到');
    county.minutesPass(200);
    await county.says('yangdeming', 'retired', '/结束');
    const refused = await imports(county, moved);
    expect(refused.text).toMatch(/上级单位原来是“县教育局”，现在是“县图书馆”，名称没有变，像是换了上级/);
    await imports(county, moved, ...advised(refused));
    const { progress } = county.stage.app.outlook();
    const discussion = progress.requirement('three-thoughts');
    if (!discussion) throw new Error('no such requirement');
    const has = (title: string) => {
      const unit = progress.roster.units.find((each) => each.title === title);
      return unit && progress.facts.sessionsHeldIn(unit.id).length;
    };
    expect(has('县图书馆/退休支部')).toBe(1);
    expect(has('县教育局')).toBe(1);
    expect(await county.says('yangdeming', 'retired', '/进度')).toMatch(MET);
    county.ignorePosts();
  });
});
