import { describe, expect, it } from 'vitest';
import { essayText } from '../support/county.ts';
import { type Talk, talk } from './talk.ts';

async function discussed(): Promise<Talk> {
  const county = await talk(['education1', 'education2', 'office']);
  await county.discusses('zhoumin', 'education1');
  await county.discusses('liguodong', 'education2');
  await county.says('zhaolei', 'education1', `/体会 ${essayText(1)}`);
  return county;
}

describe('名单', () => {
  it('names who has not handed in, and by which clause they are asked', async () => {
    const reply = await (await discussed()).says('zhoumin', 'education1', '/名单');
    expect(reply).toContain('**“三思三观”体会文章1篇**：1/7人已完成（4月11日前，本县定）');
    expect(reply).toContain('还差：陈建国、周敏、刘志强、王丽华、孙晓燕、钱永康');
    expect(reply).toContain('依据：仙群组办发〔2014〕3号 第二部分');
    expect(reply).toContain('看谁没签到：/未签');
  });

  it('goes branch by branch for a unit, and says nothing of ranks', async () => {
    const county = await discussed();
    const reply = await county.whispers('chenjianguo', '/名单');
    expect(reply).toMatch(
      /\*\*县教育局\*\*.*1\/18人.*- 县教育局\/机关第一支部：陈建国.*- 县教育局\/机关第二支部：李国栋/s,
    );
    expect(reply).not.toContain('韩立新');
    expect(await county.whispers('wanglihua', '/名单 县教育局')).toBe(reply);
    expect(await county.says('wanglihua', 'office', '/名单')).toContain('**云溪县活动办**');
  });

  it('shows a supervisor every unit supervised, without naming it', async () => {
    const reply = await (await discussed()).whispers('jinxin', '/名单');
    expect(reply).toContain('**县图书馆** 个人要求完成情况');
    expect(reply).toContain('**县教育局** 个人要求完成情况');
  });

  it.each(['/名单 体会', '/名单　体会文章', '/名单体会', '/md 三思三观', '缺谁 体会'])(
    'finds by word: %s',
    async (text) => {
      expect(await (await discussed()).says('zhoumin', 'education1', text)).toContain('1/7人已完成');
    },
  );

  it('refuses members, other units, and words nobody asked about', async () => {
    const county = await discussed();
    expect(await county.says('zhaolei', 'education1', '/名单')).toContain('需要由 机关第一支部 的负责人来发');
    expect(await county.says('zhoumin', 'education1', '/名单 县卫生局')).toContain(
      '需要由 县卫生局 的负责人来发',
    );
    expect(await county.whispers('jinxin', '/名单 清源镇')).toContain('需要由 清源镇');
    expect(await county.whispers('wanglihua', '/名单 县教育局 走访')).toContain('没有和“走访”有关的个人要求');
    expect(await county.whispers('wanglihua', '/名单 县教育据')).toContain('您要找的是不是“县教育局”');
  });
});
