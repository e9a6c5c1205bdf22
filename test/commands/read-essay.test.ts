import { describe, expect, it } from 'vitest';
import { essayText } from '../support/county.ts';
import { type Talk, talk } from './talk.ts';

async function written(): Promise<Talk> {
  const county = await talk(['education1', 'office']);
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
  await county.says('zhaolei', 'education1', `/体会 ${essayText(1)}`);
  await county.says('chenjianguo', 'education1', `/体会 ${essayText(2)}`);
  county.county.ignorePosts();
  return county;
}

describe('调阅', () => {
  it('shows one’s own, and says how to hand in when there is none', async () => {
    const county = await written();
    expect(await county.whispers('zhaolei', '/调阅')).toContain(essayText(1));
    expect(await county.whispers('sunxiaoyan', '/dy')).toBe('孙晓燕 还没有交体会文章。交文章发 /体会');
  });

  it('shows the secretary those of the branch', async () => {
    const county = await written();
    expect(await county.whispers('zhoumin', '/调阅赵磊')).toContain(essayText(1));
    expect(await county.whispers('zhoumin', '/调阅 严明')).toContain('只有本人和所在支部的书记可以看');
  });

  it('shows the office what leaders sent up, of others only that they have', async () => {
    const county = await written();
    expect(await county.whispers('wanglihua', '/调阅 陈建国')).toContain(essayText(2));
    expect(await county.whispers('wanglihua', '/调阅 赵磊')).toMatch(/由支部保存，活动办只知道已经交了/);
    expect(await county.whispers('wanglihua', '/调阅 孙晓燕')).toMatch(/由支部保存，活动办只知道还没有交/);
  });

  it('shows nothing to supervisors, colleagues or leaders, and nothing at all in a group', async () => {
    const county = await written();
    for (const stranger of ['jinxin', 'sunxiaoyan', 'chenjianguo'])
      expect(await county.whispers(stranger, '/调阅 赵磊')).toContain(
        '赵磊 的文章只有本人和所在支部的书记可以看',
      );
    expect(await county.says('zhoumin', 'education1', '/调阅 赵磊')).toContain('请私聊我发 /调阅');
  });

  it('asks back when nobody is called so', async () => {
    expect(await (await written()).whispers('zhoumin', '/调阅 赵雷')).toContain('您要找的是不是“赵磊”');
  });
});
