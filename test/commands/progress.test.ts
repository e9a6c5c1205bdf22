import { describe, expect, it } from 'vitest';
import { openCounty } from '../support/county.ts';
import { talk } from './talk.ts';

const GROUPS = ['education1', 'health', 'office'] as const;

describe('进度', () => {
  it('in the group is about the branch; only those who may know see names', async () => {
    const county = await talk(GROUPS);
    await county.discusses('zhoumin', 'education1');
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    const member = await county.says('zhaolei', 'education1', '/进度');
    expect(member).toMatch(
      /^\*\*县教育局\/机关第一支部\*\*\n⬜ 集中学习讨论不少于3天：已0\.5\/3天，还差2\.5天（4月16日前，本县定）/,
    );
    expect(member).toContain('体会文章1篇：0/7人已完成（4月11日前，本县定）\n');
    expect(member).toContain('还没有结束登记，发 /结束 后才计入');
    expect(member).toContain('看自己的：/我的');
    const secretary = await county.says('zhoumin', 'education1', '/jd');
    expect(secretary).toContain('还差：陈建国、周敏');
    expect(secretary).toContain('看谁还没完成：/名单　登记会议：/开会');
  });

  it('in private is about oneself, and the units one answers for', async () => {
    const county = await talk(GROUPS);
    expect(await county.whispers('zhaolei', '/进度')).toMatch(
      /^\*\*赵磊\*\*\n➖ .*暂时不用办\n\n看自己的记录：\/我的$/,
    );
    expect(await county.whispers('zhoumin', '/进度')).toMatch(
      /\*\*周敏\*\*.*\*\*县教育局\/机关第一支部\*\*/s,
    );
    expect(await county.whispers('chenjianguo', '/进度')).toMatch(/\*\*陈建国\*\*.*\*\*县教育局\*\*/s);
    expect(await county.whispers('jinxin', '/进度')).toMatch(
      /\*\*县图书馆\*\*.*\*\*县教育局\*\*.*\/进度 单位名$/s,
    );
    expect(await county.whispers('wanglihua', '/进度')).toMatch(/\*\*云溪县活动办\*\*.*0\/3个单位已完成/s);
  });

  it.each(['/进度 我', '/进度我', '进度　自己', '/进度 本人。'])('is about oneself: %s', async (text) => {
    expect(await (await talk(GROUPS)).says('zhoumin', 'education1', text)).toMatch(/^\*\*周敏\*\*\n[^*]*$/);
  });

  it('of a unit is for those above it and those assigned to it', async () => {
    const county = await talk(GROUPS);
    expect(await county.whispers('chenjianguo', '/进度 机关第二支部')).toContain('**县教育局/机关第二支部**');
    expect(await county.whispers('jinxin', '/进度　县教育局')).toContain('**县教育局**');
    expect(await county.says('wanglihua', 'office', '/进度 县卫生局／疾控支部')).toContain(
      '**县卫生局/疾控支部**',
    );
    expect(await county.whispers('jinxin', '/进度 清源镇')).toContain('需要由 清源镇 的人来发');
    expect(await county.whispers('zhaolei', '/进度 县卫生局')).toContain('需要由 县卫生局 的人来发');
    expect(await county.says('yanming', 'education1', '/进度')).toContain('您自己支部或单位的');
    expect(await county.whispers('wanglihua', '/进度 县教育据')).toContain('您要找的是不是“县教育局”');
  });
});

describe('a campaign that asks for much', () => {
  it('is told on one phone screen: what is done or not due yet stands in a line each', async () => {
    const county = await openCounty({
      campaignFile: 'templates/campaigns/xianju.yaml',
      bound: ['education1'],
    });
    const reply = await county.says('zhoumin', 'education1', '/进度');
    expect(reply.match(/^➖/gm)).toHaveLength(1);
    expect(reply).toMatch(/^➖ 暂时不用办：.*“三思三观”体会文章1篇；/m);
    expect(reply).toMatch(/⬜ 集中学习讨论不少于3天：还差3天（4月16日前，本县定）/);
  });
});
