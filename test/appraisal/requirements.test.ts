import { describe, expect, it } from 'vitest';
import { allVote, ballots, CADRES, MASSES, opened, SERVED } from './support.ts';

describe('what the notices ask of appraisals', () => {
  it('is met by commands alone: all four groups, and after the mobilization meeting', async () => {
    const county = await opened();
    await county.says('zhangweimin', 'health', '/进度');
    const grassroots = ['weixiaoling', 'renyoutian', 'feichanghe'];
    await allVote(county, [...CADRES, ...SERVED, ...MASSES, ...grassroots], '好');
    await county.says('shihongxia', 'health', '/绑定');
    await county.says('shihongxia', 'health', '/开会 动员大会 1小时');
    for (const who of CADRES.slice(0, 3)) await county.says(who, 'health', '/签到');
    county.later(70);
    await county.says('shihongxia', 'health', '/结束');
    expect(await county.whispers('zhangweimin', '/进度')).toContain('评议正在进行，14/24人投过');
    await county.whispers('zhenghaitao', '/评议 结束 县卫生局');
    const progress = await county.whispers('zhangweimin', '/进度');
    expect(progress).toContain('✅ 群众评价1次，四类人员都参加');
    expect(progress).toContain('✅ 动员大会后民主评议1次');
  });

  it('is not met by a ballot closed before the meeting or without one of the groups, and says so', async () => {
    const county = await opened();
    await allVote(county, [...CADRES, ...SERVED], '好');
    await county.whispers('zhenghaitao', '/评议 结束 县卫生局');
    const progress = await county.whispers('zhangweimin', '/进度');
    expect(progress).toContain('评议没有基层单位、群众代表参加，没有计入');
    expect(progress).toContain('评议在动员大会结束之前就收了票，没有计入');
    expect(progress).toMatch(/⬜ 群众评价1次，四类人员都参加：.*3月20日前/);
  });

  it('is named with clause and date in progress, reminder and digest while it is unmet', async () => {
    const county = await ballots(['education1', 'health', 'office']);
    expect(await county.whispers('chenjianguo', '/进度')).toMatch(
      /⬜ 动员大会后民主评议1次：还差1次（3月20日前，本县定）/,
    );
    await county.county.until('2014-03-11', '10:00');
    const posted = (['education1', 'education2', 'retired', 'health', 'disease'] as const)
      .flatMap((group) => county.county.postedTexts(group))
      .join('\n');
    const unit = county.county.stage.platform
      .takeMessages()
      .map(({ content }) => JSON.stringify(content))
      .join('\n');
    const reminder = `${posted}\n${unit}`;
    expect(reminder).toContain('群众评价1次，四类人员都参加');
    expect(reminder).toContain('3月20日（周四）截止');
    expect(reminder).toContain('测试〔2014〕5号 三（一）');
    expect(reminder).toContain('民主评议：请督导组或活动办私聊我发');
    await county.county.until('2014-03-14', '17:30');
    const digest = county.county.postedTexts('office').join('\n');
    expect(digest).toMatch(/\| 群众评价1次[^|]*\|[^|]*\| 2个单位 \|[^|]*\| 测试〔2014〕5号 三（一） \|/);
    expect(digest).toContain('动员大会后民主评议1次');
  });
});
