import { describe, expect, it } from 'vitest';
import { type Talk, talk } from './talk.ts';

/** Monday's study is over, Tuesday's is on; one member is there, one has leave. */
async function studying(): Promise<Talk> {
  const county = await talk(['education1', 'education2', 'office']);
  await county.says('zhoumin', 'education1', '/开会 集中学习 半天');
  await county.says('sunxiaoyan', 'education1', '/签到');
  await county.until('2014-03-04', '09:00');
  await county.says('zhoumin', 'education1', '/结束');
  county.later();
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观');
  await county.says('zhaolei', 'education1', '/签到');
  await county.says('qianyongkang', 'education1', '/请假 下乡');
  return county;
}

describe('未签', () => {
  it('names who is missing and who has leave, and tells the secretary how to put it right', async () => {
    const county = await studying();
    const reply = await county.says('zhoumin', 'education1', '/未签');
    expect(reply).toContain('3月4日（周二）**三思三观讨论**：县教育局/机关第一支部 已签到1/7人');
    expect(reply).toContain('还没有签到：陈建国、周敏、刘志强、王丽华、孙晓燕\n请假：钱永康');
    expect(reply).toContain('发 /补签 姓名');
  });

  it.each(['/未签 3月3日', '/未签 昨天', '/wq ３月３日', '/未签 周一', '/未签 集中学习'])(
    'looks back: %s',
    async (text) => {
      const county = await studying();
      const reply = await county.says('zhoumin', 'education1', text);
      expect(reply).toContain('3月3日（周一）**集中学习**');
      expect(reply).toContain('发 /补签 3月3日 姓名');
    },
  );

  it('shows those above it the unit they answer for, without advising what they may not do', async () => {
    const county = await studying();
    const principal = await county.whispers('chenjianguo', '/未签');
    expect(principal).toContain('（县教育局/机关第一支部 组织）：县教育局 已签到1/7人');
    expect(principal).not.toContain('/补签');
    expect(await county.whispers('jinxin', '/未签 县教育局')).toContain('孙晓燕');
    const office = await county.whispers('wanglihua', '/未签 县教育局/机关第一支部');
    expect(office).not.toContain('/补签');
    expect(await county.whispers('wanglihua', '/补签 周敏')).toContain('还没有登记过会议');
  });

  it('refuses members, other units, days without a session and unknown units', async () => {
    const county = await studying();
    expect(await county.says('zhaolei', 'education1', '/未签')).toContain('需要由 机关第一支部 的负责人来发');
    expect(await county.whispers('jinxin', '/未签 清源镇')).toContain('需要由 清源镇 的负责人来发');
    expect(await county.says('zhoumin', 'education1', '/未签 3月1日')).toContain(
      '没有找到3月1日（周六）的会议',
    );
    expect(await county.says('zhoumin', 'education1', '/未签 县教育据')).toContain(
      '您要找的是不是“县教育局”',
    );
    expect(await county.says('liguodong', 'education2', '/未签')).toContain('/开会 集中学习 半天');
  });
});
