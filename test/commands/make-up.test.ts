import { describe, expect, it } from 'vitest';
import { everywhere, inside } from '../pages/support.ts';
import { everybodyDiscusses } from '../support/campaigns/everybody-discusses.ts';
import { type Talk, talk } from './talk.ts';

const SEVEN = ['chenjianguo', 'zhoumin', 'liuzhiqiang', 'wanglihua', 'sunxiaoyan', 'qianyongkang', 'zhaolei'];

const OWES = '⬜ 全体党员参加三思三观讨论：还差1次';
const DONE = '✅ 全体党员参加三思三观讨论：已完成';

/** A discussion of half a day at which five of the branch's seven are. */
async function discussed(present: readonly string[] = SEVEN.slice(0, 5)): Promise<Talk> {
  const county = await talk(['education1', 'office'], { campaign: everybodyDiscusses });
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
  for (const who of present) await county.says(who, 'education1', '/签到');
  county.later(180);
  await county.says('zhoumin', 'education1', '/结束');
  county.later();
  return county;
}

describe('补学', () => {
  it('is owed by whoever missed what everybody has to come to, and counts only when the secretary has found it so', async () => {
    const county = await discussed();
    expect(await county.whispers('sunxiaoyan', '/我的')).toContain(DONE);
    const owed = await county.whispers('zhaolei', '/我的');
    expect(owed).toContain(OWES);
    expect(owed).toMatch(/没有参加.*补学（发 \/补学 3月3日 学习时长 学了什么）/);

    const logged = await county.whispers('zhaolei', '/补学 2小时 自学了三思三观的材料');
    expect(logged).toMatch(/^✅ 已登记您的补学.*还不算完成.*⬜ 全体党员参加/s);
    expect(await county.whispers('zhaolei', '/我的')).toMatch(
      /三思三观讨论：补学（等书记核实）.*⬜ 全体党员/s,
    );
    expect(await county.says('zhoumin', 'education1', '/名单')).toMatch(/5\/7人已完成.*还差：赵磊、钱永康/s);

    county.later();
    expect(await county.whispers('zhoumin', '/核实')).toMatch(
      /赵磊.*三思三观讨论，2小时：自学了三思三观的材料/,
    );
    expect(await county.whispers('zhoumin', '/核实 赵磊 通过')).toContain('✅ 已核实补学，属实：赵磊');
    expect(await county.whispers('zhaolei', '/我的')).toMatch(
      /补学（已核实）.*✅ 全体党员参加三思三观讨论：已完成/s,
    );
    expect(await county.says('zhoumin', 'education1', '/名单')).toContain('6/7人已完成');
    county.county.ignorePosts();
  });

  it('is sent back with a reason, and can be done again', async () => {
    const county = await discussed();
    await county.whispers('zhaolei', '/补学 2小时 看了材料');
    expect(await county.whispers('zhoumin', '/核实 赵磊 不通过')).toContain('不通过要写原因');
    expect(await county.whispers('zhoumin', '/核实 赵磊 不通过 没有学完')).toContain(
      '退回：赵磊（没有学完）',
    );
    expect(await county.whispers('zhaolei', '/我的')).toContain('补学被退回：没有学完');
    expect(await county.whispers('zhaolei', '/补学 3小时 学完了')).toContain('等支部书记核实');
    await county.whispers('zhoumin', '/核实 全部 通过');
    expect(await county.whispers('zhaolei', '/我的')).toContain(DONE);
    county.county.ignorePosts();
  });

  it('is entered by the secretary for those who cannot write, who has seen it then', async () => {
    const county = await discussed();
    expect(await county.says('zhoumin', 'education1', '/补学 赵磊 钱永康 2小时 送学上门')).toContain(
      '✅ 已登记补学并核实：赵磊、钱永康',
    );
    expect(await county.whispers('qianyongkang', '/我的')).toContain(DONE);
  });

  it('brings the share of a unit’s people to what is asked', async () => {
    const county = await discussed();
    expect(await county.says('zhoumin', 'education1', '/进度')).toMatch(
      /⬜ 三思三观讨论参学率：已71\/90%，还差19%.*应参加7人，参加和补学的5人，还有2人/s,
    );
    await county.says('zhoumin', 'education1', '/补学 赵磊 2小时 送学上门');
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('已85/90%');
    await county.says('zhoumin', 'education1', '/补学 钱永康 2小时 送学上门');
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain(
      '✅ 三思三观讨论参学率：本支部已完成',
    );
  });

  it.each([
    ['a colleague', 'zhaolei', '/补学 钱永康 2小时 看了材料', /没有权限|只有|需要由/],
    ['somebody who was there', 'sunxiaoyan', '/补学 2小时 看了材料', /没有登记.*没有找到要补的这一场/s],
    ['nobody knows how long', 'zhaolei', '/补学 看了材料', /没有登记：请写明补学了多久/],
    ['nobody knows what', 'zhaolei', '/补学 2小时', /没有登记：请写明学了什么/],
  ])('is not entered for %s', async (_, who, text, said) => {
    const county = await discussed();
    expect(await county.says(who, 'education1', text)).toMatch(said);
    expect(await county.whispers('zhoumin', '/核实')).toContain('没有等您核实的补学');
  });

  it('cannot be found so by the one who did it, nor by a member or another branch', async () => {
    const county = await discussed(SEVEN.filter((who) => who !== 'zhoumin'));
    await county.whispers('zhoumin', '/补学 2小时 看了材料');
    expect(await county.whispers('zhoumin', '/核实 周敏 通过')).toContain(
      '没有记下：周敏 没有等着核实的补学',
    );
    for (const other of ['liguodong', 'zhaolei'])
      expect(await county.whispers(other, '/核实 周敏 通过')).not.toContain('✅');
    expect(await county.whispers('zhoumin', '/我的')).not.toContain(DONE);
    expect(await county.whispers('chenjianguo', '/核实 周敏 通过')).toContain('✅ 已核实补学，属实：周敏');
    expect(await county.whispers('zhoumin', '/我的')).toContain(DONE);
    county.county.ignorePosts();
  });

  it('makes up for no session that did not count itself', async () => {
    const county = await discussed(SEVEN.slice(0, 3));
    expect(await county.whispers('zhaolei', '/补学 2小时 看了材料')).toContain('没有找到要补的这一场');
  });

  it('is gone when it is taken back, by its author or by the secretary with a reason', async () => {
    const county = await discussed();
    await county.whispers('zhaolei', '/补学 2小时 看了材料');
    await county.whispers('zhoumin', '/核实 赵磊 通过');
    county.later();
    expect(await county.whispers('zhoumin', '/撤销 赵磊 补学 其实没有学')).toContain('✅');
    expect(await county.whispers('zhaolei', '/我的')).toContain(OWES);
    county.county.ignorePosts();
  });

  it('waits no longer than a week without a word to the secretary', async () => {
    const county = await discussed();
    await county.whispers('zhaolei', '/补学 2小时 看了材料');
    await county.county.until('2014-03-04', '10:00');
    const told = county.county.postedTexts('education1').filter((text) => text.includes('补学等书记核实'));
    expect(told).toHaveLength(1);
    await county.county.until('2014-03-06', '10:00');
    expect(county.county.postedTexts('education1').filter((text) => text.includes('补学等'))).toEqual([]);
    county.county.ignorePosts();
  });

  it('is on the person’s page', async () => {
    const county = await discussed();
    await county.whispers('zhaolei', '/补学 2小时 看了材料');
    const visitor = await inside(county.county, 'zhaolei');
    expect(await everywhere(visitor)).toContain('/p/person');
    expect((await visitor.get('/p/person')).text).toMatch(/补学 3月3日 三思三观讨论，2小时 等书记核实/);
  });
});

describe('leave', () => {
  it('is neither attendance nor absence where every session is asked for, and can be made up for', async () => {
    const all = (text: string): string => `${text.replace('quorum: 1人', 'quorum: 1/2')}
  - id: all-study
    title: 带头参加每次学习
    clause: 结语
    each: person
    where: { role: [主要负责人] }
    measure: attended
    of: { activity: [集中学习] }
    min: all
    by: day 60
`;
    const county = await talk(['education1', 'office'], { campaign: all });
    for (const day of ['2014-03-04', '2014-03-05']) {
      await county.until(day, '09:00');
      await county.says('zhoumin', 'education1', '/开会 集中学习 3小时');
      const absent = day === '2014-03-05';
      if (absent) await county.says('chenjianguo', 'education1', '/请假 到县里开会');
      for (const who of SEVEN.slice(absent ? 1 : 0, 5)) await county.says(who, 'education1', '/签到');
      county.later(180);
      await county.says('zhoumin', 'education1', '/结束');
    }
    expect(await county.whispers('chenjianguo', '/我的')).toContain('✅ 带头参加每次学习：已完成');
    await county.until('2014-03-06', '09:00');
    await county.says('zhoumin', 'education1', '/开会 集中学习 3小时');
    for (const who of SEVEN.slice(1, 5)) await county.says(who, 'education1', '/签到');
    county.later(180);
    await county.says('zhoumin', 'education1', '/结束');
    expect(await county.whispers('chenjianguo', '/我的')).toContain('⬜ 带头参加每次学习：已1/2次，还差1次');
    await county.says('zhoumin', 'education1', '/补学 陈建国 3月5日 2小时 补看了视频');
    expect(await county.whispers('chenjianguo', '/我的')).toContain('已2/3次，还差1次');
    county.county.ignorePosts();
  });
});
