import { describe, expect, it } from 'vitest';
import { openDeeds } from './county.ts';

describe('/读书', () => {
  it('takes a title by a part of it, without its brackets, or by its number, until all are read', async () => {
    const county = await openDeeds();
    const open = await county.whispers('chenjianguo', '/读书');
    expect(open).toContain('研读必读书目：还差6本（4月11日前，本县定）');
    expect(open).toContain('依据：云组办〔2014〕1号 第一部分');
    for (const typed of ['之江', '《论群众路线》', '学习文件选编', '厉行节约、反对浪费', '5'])
      expect(await county.whispers('chenjianguo', `/读书 ${typed}`)).toContain('已登记读书');
    expect(await county.whispers('chenjianguo', '/读书')).toContain('还没有登记的：系列评论');
    expect(await county.whispers('chenjianguo', '/ds 系列评论')).toContain('研读必读书目：已完成');
  });

  it('answers a title that is on no list with the list, and records nothing', async () => {
    const county = await openDeeds();
    const reply = await county.whispers('chenjianguo', '/读书 之江新记');
    expect(reply).toContain('没有登记');
    expect(reply).toContain('您要找的是不是“《之江新语》”');
    expect(await county.whispers('chenjianguo', '/读书')).toContain('还差6本');
  });

  it('counts a title once, and takes it back on its own', async () => {
    const county = await openDeeds();
    await county.whispers('chenjianguo', '/读书 之江新语');
    expect(await county.whispers('chenjianguo', '/读书 4')).toContain('已经登记过');
    await county.whispers('chenjianguo', '/联系点 县图书馆 集体学习');
    const undone = await county.whispers('chenjianguo', '/撤销 读书');
    expect(undone).toContain('3月3日读书“《之江新语》”');
    expect(undone).toContain('发 /读书');
    expect(await county.whispers('chenjianguo', '/读书')).toContain('还差6本');
    expect(await county.whispers('chenjianguo', '/联系点')).toContain('已1/2样');
  });
});
