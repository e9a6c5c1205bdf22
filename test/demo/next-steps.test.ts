import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../src/demo/next-steps.ts';

describe('what the bot proposes to say next', () => {
  it.each([
    ['接下来：/开会 登记一次学习，/进度 看还差什么，/帮助 看全部指令', ['/开会', '/进度', '/帮助']],
    ['看内容发 /审阅 2；审定发 /审阅 2 同意，或 /审阅 2 退回 理由', ['/审阅 2', '/审阅 2 同意']],
    ['发 /体会 三思三观，或 /材料 记录下来', ['/体会 三思三观', '/材料']],
    ['漏签的发 /补签 姓名，材料逐件发 /材料', ['/材料']],
    ['会后可发 /体会 三思三观 交文章；签错了发 /撤销', ['/撤销']],
    ['补上就行，例如：/报送 学习计划 时间：……', []],
    ['没有什么要做的。', []],
  ])('“%s”', (text, steps) => {
    expect(nextSteps(text, ['三思三观'])).toEqual(steps);
  });
});
