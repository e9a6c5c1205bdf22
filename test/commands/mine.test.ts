import { describe, expect, it } from 'vitest';
import { essayText } from '../support/county.ts';
import { HOSTILE, talk } from './talk.ts';

describe('我的', () => {
  it('begins empty and says so', async () => {
    const reply = await (await talk(['education1'])).whispers('zhaolei', '/我的');
    expect(reply).toMatch(/^\*\*赵磊\*\*（县教育局\/机关第一支部）\n- 还没有签到记录/);
    expect(reply).toContain('看支部的：/进度');
  });

  it('shows sessions, essay, leave and what is met, in any group and in private alike', async () => {
    const county = await talk(['education1', 'education2']);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    await county.says('zhaolei', 'education1', '/签到 线上');
    county.later(180);
    await county.says('zhoumin', 'education1', '/结束');
    await county.says('zhaolei', 'education1', `/体会 ${essayText(1)}`);
    await county.says('zhaolei', 'education1', `/请假 3月10日 ${HOSTILE}`);
    const reply = await county.whispers('zhaolei', '/wd');
    expect(reply).toContain('- 3月3日 三思三观讨论（线上）');
    expect(reply).toContain('- 3月3日 交“三思三观”体会文章（80字）');
    expect(reply).toContain('- 请假：3月10日（＜@all＞');
    expect(reply).toContain('✅ “三思三观”体会文章1篇：已完成');
    expect(await county.says('zhaolei', 'education2', '我的')).toBe(reply);
  });

  it('stays on a screen after many sessions', async () => {
    const county = await talk(['education1']);
    for (let day = 3; day < 11; day++) {
      await county.until(`2014-03-${String(day).padStart(2, '0')}`, '09:00');
      await county.says('zhoumin', 'education1', '/开会 集中学习');
      await county.says('zhaolei', 'education1', '/签到');
      county.later(60);
      await county.says('zhoumin', 'education1', '/结束');
    }
    expect(await county.whispers('zhaolei', '/我的')).toContain('更早的还有3次');
  });

  it('asks nothing of those who are let off', async () => {
    expect(await (await talk([])).whispers('hanlixin', '/我的')).not.toContain('还差');
  });
});
