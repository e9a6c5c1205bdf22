import { describe, expect, it } from 'vitest';
import type { County } from '../support/county.ts';
import { openCounty } from '../support/county.ts';

const OFFICE = 'wanglihua';

const STUDY = '集中学习讨论不少于3天';

const standing = (county: County, id: string, unit: string) => {
  const { progress } = county.stage.app.outlook();
  const requirement = progress.requirement(id);
  const found = progress.roster.units.find((each) => each.id === unit);
  if (!requirement || !found) throw new Error(`no ${id} or ${unit}`);
  return progress.standing(requirement, { kind: 'unit', unit: found.id });
};

describe('延期', () => {
  it('gives a unit and its branches until a later day, tells them and says why in the digest', async () => {
    const county = await openCounty({ bound: ['office', 'education1'] });
    const said = await county.whispers(OFFICE, `/延期 县教育局 集中学习 4月30日 防汛 值班`);
    expect(said).toMatch(/✅.*县教育局.*集中学习讨论不少于3天.*4月30日（周三）.*防汛 值班.*支部一并/s);
    expect(county.postedTexts('县教育局').join()).toMatch(/延期到4月30日，理由：防汛 值班/);
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('（4月30日前，已同意延期）');
    expect(standing(county, 'collective-study', '县教育局').due).toEqual({
      day: '2014-04-30',
      from: 'agreed',
    });
    expect(standing(county, 'collective-study', '县卫生局').due).toEqual({
      day: '2014-04-16',
      from: 'office',
    });
    expect(await county.whispers(OFFICE, '/周报')).toMatch(
      /延期和免除.*> 县教育局：集中学习讨论不少于3天，延期到4月30日，理由：防汛 值班/s,
    );
    await county.stage.restart();
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('（4月30日前，已同意延期）');
  });

  it('moves reminders and the mark of being late with it', async () => {
    const county = await openCounty({ bound: ['education1', 'library'] });
    await county.whispers(OFFICE, '/延期 县教育局/机关第一支部 体会 4月30日 学期中');
    await county.whispers(OFFICE, '/延期 县教育局 三思三观”集中 4月30日 学期中');
    county.ignorePosts();
    await county.until('2014-04-02', '10:00');
    expect(county.postedTexts('library').join()).toContain('4月1日');
    expect(county.postedTexts('education1').join()).not.toContain('集中讨论1次');
    expect(await county.says('zhoumin', 'education1', '/进度')).not.toMatch(/集中讨论1次[^\n]*逾期/);
    await county.until('2014-04-29', '10:00');
    expect(county.postedTexts('education1').join()).toMatch(/集中讨论1次.*4月30日（周三）截止，已同意延期/s);
    county.ignorePosts();
  });

  it('is for the office alone, in private or in its own group', async () => {
    const county = await openCounty({ bound: ['office', 'education1'] });
    for (const who of ['zhoumin', 'zhaolei'])
      expect(await county.whispers(who, '/延期 县教育局 集中学习 4月30日 忙')).toContain(
        '需要由 云溪县活动办 的工作人员来发',
      );
    expect(await county.says(OFFICE, 'education1', '/延期 县教育局 集中学习 4月30日 忙')).toContain(
      '请私聊我',
    );
    expect(standing(county, 'collective-study', '县教育局').due?.from).toBe('office');
    expect(await county.says(OFFICE, 'office', '/延期 县教育局 1 4月30日 忙')).toContain(STUDY);
    county.ignorePosts();
  });

  it.each([
    ['an earlier day', '/延期 县教育局 集中学习 4月10日 忙', /现在的期限是：4月16日前，本县定.*更晚/],
    ['a day that is past', '/延期 县教育局 集中学习 3月1日 忙', /已经过去/],
    ['no reason', '/延期 县教育局 集中学习 4月30日', /理由/],
    ['no day', '/延期 县教育局 集中学习 忙', /新的日期/],
    ['an unknown unit', '/延期 县教育厅 集中学习 4月30日 忙', /没有叫“县教育厅”.*“县教育局”/],
    ['words that fit several', '/延期 县教育局 三思三观 4月30日 忙', /对得上好几项.*2\. .*3\. /s],
    ['what is not asked', '/延期 县教育局 植树 4月30日 忙', /没有“植树”这一项.*1\. /s],
    [
      'a branch of what its unit is asked',
      '/延期 县教育局/机关第一支部 集中学习 4月30日 忙',
      /请写 县教育局/,
    ],
  ])('asks back or refuses in words: %s', async (_, typed, answer) => {
    const county = await openCounty();
    expect(await county.whispers(OFFICE, typed)).toMatch(answer);
    expect(county.stage.app.outlook().progress.state.leeway.all()).toEqual([]);
  });

  it('asks which of two people of the same name is meant', async () => {
    const county = await openCounty({
      roster: (data) => ({
        ...data,
        people: data.people.map((each) => (each.id === 'sunxiaoyan' ? { ...each, name: '赵磊' } : each)),
      }),
    });
    expect(await county.whispers(OFFICE, '/延期 赵磊 体会 4月30日 住院')).toContain('zhaolei');
    expect(await county.whispers(OFFICE, '/延期 zhaolei 体会 4月30日 住院')).toContain('✅');
    county.ignorePosts();
  });

  it('is taken back by anybody of the office, told, and then the old day holds', async () => {
    const county = await openCounty({ bound: ['education1'] });
    await county.whispers(OFFICE, '/延期 县教育局 集中学习 4月30日 忙');
    county.ignorePosts();
    expect(await county.whispers(OFFICE, '/撤销 延期')).toMatch(/✅ 已撤销.*延期.*4-30|✅ 已撤销.*延期/);
    expect(county.postedTexts('县教育局').join()).toContain('仍按原来的要求和期限');
    expect(standing(county, 'collective-study', '县教育局').due?.day).toBe('2014-04-16');
    expect(await county.whispers('zhoumin', '/撤销 延期')).not.toContain('✅');
  });
});

describe('免除', () => {
  it('is never counted as met, in 进度, digest, workbook or rollup, and nobody is reminded', async () => {
    const county = await openCounty({ bound: ['office', 'library'] });
    const said = await county.whispers(OFFICE, '/免除 县图书馆 三思三观”集中 搬迁');
    expect(said).toMatch(/✅.*免除.*县图书馆.*搬迁/s);
    expect(county.postedTexts('县图书馆').join()).toContain('不用做了，理由：搬迁');
    const { status, waived } = standing(county, 'three-thoughts', '县图书馆');
    expect({ status, waived }).toEqual({ status: 'idle', waived: '搬迁' });
    const { progress } = county.stage.app.outlook();
    const rollup = progress
      .rollup(progress.roster.root.id)
      .find((each) => each.requirement.id === 'three-thoughts');
    expect(rollup?.waived).toEqual(['县图书馆']);
    expect(rollup?.met).not.toContain('县图书馆');
    expect(rollup?.missing).not.toContain('县图书馆');
    expect(await county.says('douwenjing', 'library', '/进度')).toContain('经活动办同意免除（搬迁）');
    expect(await county.whispers(OFFICE, '/周报')).toMatch(
      /已完成0个单位，未完成\d+个单位，1个单位经同意免除/,
    );
    county.ignorePosts();
    await county.until('2014-04-02', '10:00');
    expect(county.postedTexts('library').join()).not.toContain('集中讨论1次');
    county.ignorePosts();
  });

  it('lets one person off without letting off the others, and comes back with /撤销', async () => {
    const county = await openCounty({ bound: ['education1'] });
    expect(await county.whispers(OFFICE, '/免除 赵磊 体会')).toContain('理由');
    expect(await county.whispers(OFFICE, '/免除 赵磊 体会 长期住院')).toContain('✅');
    expect(county.postedTexts('education1').join()).not.toContain('住院');
    expect(await county.says('zhaolei', 'education1', '/我的')).toContain('经活动办同意免除');
    const list = await county.says('zhoumin', 'education1', '/名单 体会');
    expect(list).toMatch(/1人经同意免除/);
    expect(list).not.toContain('赵磊');
    expect(await county.whispers(OFFICE, '/免除 赵磊 体会 再来')).toContain('已经同意免除');
    expect(await county.whispers(OFFICE, '/撤销 免除')).toContain('✅');
    expect(await county.says('zhaolei', 'education1', '/我的')).not.toContain('免除');
    county.ignorePosts();
  });
});
