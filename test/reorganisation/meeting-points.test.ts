import { describe, expect, it } from 'vitest';
import { type County, openCounty } from '../support/county.ts';
import { imports } from './support.ts';

/** Everybody has to have discussed, and more than half of a branch have to come. */
const everybody = (text: string): string => `${text.replace('quorum: 1人', 'quorum: 1/2')}
  - id: discussion-members
    title: 全体党员参加三思三观讨论
    clause: 仙群组办发〔2014〕3号 第二部分
    each: person
    where: { role: [党员] }
    measure: attended
    of: { activity: [讨论], topic: [三思三观] }
    min: 1
    by: day 30
`;
const SEVEN = ['chenjianguo', 'zhoumin', 'liuzhiqiang', 'wanglihua', 'sunxiaoyan', 'qianyongkang', 'zhaolei'];
const DONE = '✅ 全体党员参加三思三观讨论：已完成';
const MERGE = ['--merge', '县教育局/机关第一支部,县教育局/机关第二支部=县教育局/机关联合支部'];

const open = (): Promise<County> =>
  openCounty({ bound: ['education1', 'education2', 'office'], campaign: everybody });

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
});
