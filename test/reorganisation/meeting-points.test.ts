import { describe, expect, it } from 'vitest';
import { everybodyDiscusses } from '../support/campaigns/everybody-discusses.ts';
import { type County, openCounty } from '../support/county.ts';
import { imports } from './support.ts';

const SEVEN = ['chenjianguo', 'zhoumin', 'liuzhiqiang', 'wanglihua', 'sunxiaoyan', 'qianyongkang', 'zhaolei'];
const DONE = '✅ 全体党员参加三思三观讨论：已完成';
const MERGE = ['--merge', '县教育局/机关第一支部,县教育局/机关第二支部=县教育局/机关联合支部'];

const open = (): Promise<County> =>
  openCounty({ bound: ['education1', 'education2', 'office'], campaign: everybodyDiscusses });

const merged = (sheet: string): string =>
  sheet.replaceAll(/(机关第二支部[^\r]*,)https[^\r]*/g, '$1').replaceAll(/机关第[一二]支部/g, '机关联合支部');

async function discussed(county: County): Promise<void> {
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
  for (const who of SEVEN.slice(0, 5)) await county.says(who, 'education1', '/签到');
  county.minutesPass(180);
  await county.says('zhoumin', 'education1', '/结束');
  county.minutesPass(1);
}

describe('where one change meets another', () => {
  it('a make-up for a session that was taken back is not there to be found right', async () => {
    const county = await open();
    await discussed(county);
    await county.whispers('zhaolei', '/补学 2小时 看了材料');
    await county.whispers('zhoumin', '/撤销 开会 登记错了');
    expect(await county.whispers('zhoumin', '/撤销 确认')).toContain('✅');
    expect(await county.whispers('zhoumin', '/核实 赵磊 通过')).not.toContain('✅');
    expect(await county.whispers('zhaolei', '/我的')).not.toContain(DONE);
    county.ignorePosts();
  });

  it('a make-up for a session that was taken back is nothing the secretary is reminded of', async () => {
    const county = await open();
    await discussed(county);
    await county.whispers('zhaolei', '/补学 2小时 看了材料');
    await county.whispers('zhoumin', '/撤销 开会 登记错了');
    await county.whispers('zhoumin', '/撤销 确认');
    county.ignorePosts();
    await county.until('2014-03-04', '10:00');
    expect(county.postedTexts('education1').join('\n')).not.toContain('补学等');
    county.ignorePosts();
  });

  it('a make-up of a branch that nobody carried on is what the new secretary is reminded of', async () => {
    const county = await open();
    await discussed(county);
    await county.whispers('zhaolei', '/补学 2小时 看了材料');
    const dissolved = (sheet: string): string =>
      sheet
        .replaceAll(/(机关第二支部[^\r]*,)https[^\r]*/g, '$1')
        .replaceAll('机关第一支部', '机关第二支部')
        .replace('办公室主任,书记', '办公室主任,');
    const told = await imports(county, dissolved, '--as-new');
    expect(told.code, told.text).toBe(0);
    county.ignorePosts();
    await county.until('2014-03-04', '10:00');
    expect(county.postedTexts('education1').join('\n')).toContain('有1份补学等书记核实');
    expect(await county.whispers('liguodong', '/核实')).toContain('赵磊');
    county.ignorePosts();
  });

  it('a make-up that waits when branches are merged is looked at by whoever answers now', async () => {
    const county = await open();
    await discussed(county);
    await county.whispers('zhaolei', '/补学 2小时 看了材料');
    const told = await imports(county, merged, ...MERGE);
    expect(told.code, told.text).toBe(0);
    expect(await county.whispers('liguodong', '/核实 赵磊 通过')).toContain('✅');
    expect(await county.whispers('zhaolei', '/我的')).toContain(DONE);
    county.ignorePosts();
  });

  it('a meeting held together by two branches counts for the merged one when it counted for either', async () => {
    const county = await open();
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天 联合 机关第二支部');
    for (const who of [...SEVEN.slice(0, 4), 'liguodong']) await county.says(who, 'education1', '/签到');
    county.minutesPass(180);
    await county.says('zhoumin', 'education1', '/结束');
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('已0.5/3天');
    expect(await county.says('liguodong', 'education2', '/进度')).toContain('还差3天');
    const told = await imports(county, merged, ...MERGE);
    expect(told.code, told.text).toBe(0);
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('已0.5/3天');
    county.ignorePosts();
  });

  it('a meeting announced by one branch and held by the merged one calls all of it', async () => {
    const county = await open();
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 周四上午9点 半天');
    const told = await imports(county, merged, ...MERGE);
    expect(told.code, told.text).toBe(0);
    await county.until('2014-03-06', '09:00');
    for (const who of SEVEN.slice(0, 4)) await county.says(who, 'education1', '/签到');
    county.minutesPass(180);
    // Four of the thirteen that the merged branch has now, not four of the seven of then.
    expect(await county.says('zhoumin', 'education1', '/结束')).toMatch(/到会4\/1\d人，没有过半，不计/);
    county.ignorePosts();
  });

  it('what the office lets the old branch off after a split is not the new branch’s', async () => {
    const county = await open();
    const split = (sheet: string): string =>
      sheet
        .replaceAll(/(赵磊|孙晓燕|钱永康)(,\w+,县教育局,,,)机关第一支部/g, '$1$2人事支部')
        .replace('人事科科长,,', '人事科科长,书记,');
    const told = await imports(
      county,
      split,
      '--split',
      '县教育局/机关第一支部=县教育局/机关第一支部,县教育局/人事支部',
    );
    expect(told.code, told.text).toBe(0);
    county.minutesPass(5);
    expect(await county.whispers('wanglihua', '/免除 县教育局/机关第一支部 体会 在外执勤')).toContain('✅');
    expect(await county.whispers('liuzhiqiang', '/我的')).toContain('免除');
    expect(await county.whispers('zhaolei', '/我的')).not.toContain('免除');
    county.ignorePosts();
  });

  it('what one branch was let off the merged one is not, unless all were', async () => {
    const waive = (county: County, branch: string) =>
      county.whispers('wanglihua', `/免除 县教育局/机关第${branch}支部 体会 在外执勤`);
    for (const [letOff, isOff] of [
      [['一'], false],
      [['一', '二'], true],
    ] as const) {
      const county = await open();
      for (const branch of letOff) expect(await waive(county, branch)).toContain('✅');
      const told = await imports(county, merged, ...MERGE);
      expect(told.code, told.text).toBe(0);
      for (const who of ['zhaolei', 'liguodong'])
        expect((await county.whispers(who, '/我的')).includes('免除')).toBe(isOff);
      county.ignorePosts();
    }
  });

  it('what a branch was let off it loses with its name, not the branch that takes it in', async () => {
    const county = await open();
    const told = await county.whispers('wanglihua', '/免除 县教育局/机关第一支部 体会 在外执勤');
    expect(told).toContain('✅');
    const takenIn = (sheet: string): string =>
      sheet
        .replaceAll(/(机关第二支部[^\r]*,)https[^\r]*/g, '$1')
        .replaceAll('机关第一支部', '机关第二支部')
        .replace('办公室主任,书记', '办公室主任,');
    const merge = '县教育局/机关第一支部,县教育局/机关第二支部=县教育局/机关第二支部';
    const imported = await imports(county, takenIn, '--merge', merge);
    expect(imported.code, imported.text).toBe(0);
    expect(await county.whispers('liguodong', '/我的')).not.toContain('免除');
    county.ignorePosts();
  });

  it('what a unit was let off is not the unit’s that takes it in', async () => {
    const county = await open();
    expect(await county.whispers('wanglihua', '/免除 县图书馆 体会 闭馆搬迁')).toContain('✅');
    const takenIn = (sheet: string): string =>
      sheet
        .replace(/^,,县图书馆.*\r\n/m, '')
        .replaceAll(/县图书馆(,,,)图书馆支部/g, '县教育局$1图书馆支部')
        .replace('；县图书馆', '');
    const imported = await imports(county, takenIn, '--merge', '县图书馆,县教育局=县教育局');
    expect(imported.code, imported.text).toBe(0);
    expect(await county.whispers('zhaolei', '/我的')).not.toContain('免除');
    county.ignorePosts();
  });
});
