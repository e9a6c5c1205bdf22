import { describe, expect, it } from 'vitest';
import { openCounty } from '../support/county.ts';

const by = (instead: string, before = 'by: day 45') => ({
  campaign: (text: string) => text.replace(before, instead),
});

describe('a date', () => {
  it('of the notice is told as such', async () => {
    const county = await openCounty({
      bound: ['education1'],
      ...by('by: { date: day 45, from: notice }'),
    });
    expect(await county.says('zhoumin', 'education1', '/进度')).toMatch(
      /集中学习讨论不少于3天：还差3天（4月16日前，通知定）\n　依据：仙群组办发/,
    );
  });

  it('that nobody has set is said not to be there', async () => {
    const county = await openCounty({ bound: ['education1'], ...by('') });
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('还差3天（通知没有写日期）');
    expect(await county.whispers('wanglihua', '/周报')).toContain('通知没有写日期');
  });

  it('differs by category, in 进度, reminder and digest', async () => {
    const county = await openCounty({
      bound: ['education1', 'library'],
      ...by('by: { 机关: 2014-03-14, 事业单位: day 45 }'),
    });
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('（3月14日前，本县定）');
    expect(await county.says('douwenjing', 'library', '/进度')).toContain('（4月16日前，本县定）');
    expect(await county.whispers('wanglihua', '/进度')).toContain(
      '（机关3月14日前；事业单位4月16日前，本县定）',
    );
    await county.until('2014-03-13', '10:00');
    expect(county.postedTexts('education1').join()).toContain('3月14日（周五）截止，本县定');
    expect(county.postedTexts('library')).toEqual([]);
    await county.until('2014-03-17', '08:00');
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('（3月14日前，本县定，已逾期）');
    expect(await county.says('douwenjing', 'library', '/进度')).not.toContain('已逾期');
    county.ignorePosts();
  });

  it('of another year is told with its year', async () => {
    const county = await openCounty({
      bound: ['education1'],
      at: ['2013-12-30', '09:00'],
    });
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('（2014年4月16日前，本县定）');
  });
});

describe('days after a session', () => {
  it('run from each session that lacks its papers, and begin anew with the next', async () => {
    const evidence = 'min: all\n    by: day 40';
    const county = await openCounty({
      bound: ['library'],
      ...by('min: all\n    by: { after: { activity: [讨论], topic: [三思三观] }, workdays: 5 }', evidence),
    });
    const progress = () => county.says('douwenjing', 'library', '/进度');
    const hold = async () => {
      await county.says('douwenjing', 'library', '/开会 讨论 三思三观 半天');
      await county.says('douwenjing', 'library', '/签到');
      county.minutesPass(190);
      await county.says('douwenjing', 'library', '/结束');
    };
    await hold();
    expect(await progress()).toContain('还差3件（3月10日前，本县定）');
    await county.until('2014-03-07', '10:00');
    expect(county.postedTexts('library').join()).toContain('3月10日（周一）截止，本县定');
    await county.until('2014-03-11', '10:00');
    expect(await progress()).toContain('（3月10日前，本县定，已逾期）');
    for (const piece of ['记录 讨论了三条', '信息 简讯一则'])
      await county.says('douwenjing', 'library', `/材料 ${piece}`);
    await hold();
    expect(await progress()).toContain('（3月10日前，本县定，已逾期）');
    county.ignorePosts();
  });
});
