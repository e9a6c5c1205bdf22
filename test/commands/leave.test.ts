import { describe, expect, it } from 'vitest';
import { HOSTILE, talk } from './talk.ts';

describe('请假', () => {
  it.each([
    ['/请假 3天 出差', '3月3日（周一）到3月5日（周三），事由：出差'],
    ['/请假三天出差', '3月3日（周一）到3月5日（周三），事由：出差'],
    ['/请假 ３月１０日到３月１４日　培训', '3月10日（周一）到3月14日（周五），事由：培训'],
    ['/请假 3月10日-3月14日 培训', '3月10日（周一）到3月14日（周五），事由：培训'],
    ['/请假 4月28到30日 培训', '4月28日（周一）到4月30日（周三），事由：培训'],
    ['/请假 明天上午 看病', '3月4日（周二），事由：看病。这一天不会提醒您'],
    ['/请假 明天至后天，看病', '3月4日（周二）到3月5日（周三），事由：看病'],
    ['/请假 下周一到下周三 培训', '3月10日（周一）到3月12日（周三），事由：培训'],
    ['/请假 到县城办事', '3月3日（周一），事由：到县城办事'],
    ['/qj 半天', '3月3日（周一），事由：未写'],
    ['/请假', '3月3日（周一），事由：未写'],
  ])('understands %s', async (text, told) => {
    const reply = await (await talk(['education1'])).says('zhaolei', 'education1', text);
    expect(reply).toContain(told);
    expect(reply).toContain('发 /撤销 请假');
  });

  it.each([
    ['/请假 3月14日到3月10日', /结束日期比开始日期还早，没有登记/],
    ['/请假 3月1日', /已经过去了，没有登记/],
    ['/请假 100天', /一次最多请92天，没有登记/],
    ['/请假 3月35日 培训', /没有看懂“3月35日”，没有登记/],
  ])('refuses %s', async (text, told) => {
    const county = await talk(['education1']);
    expect(await county.says('zhaolei', 'education1', text)).toMatch(told);
    expect(await county.says('zhaolei', 'education1', '/我的')).not.toContain('请假：');
  });

  it('does not take the same days twice, but longer ones', async () => {
    const county = await talk(['education1']);
    await county.says('zhaolei', 'education1', '/请假 3天 出差');
    county.later();
    expect(await county.says('zhaolei', 'education1', '/请假 明天 看病')).toContain(
      '您已经请过假了，不用重复请',
    );
    expect(await county.says('zhaolei', 'education1', '/请假 5天 出差')).toContain('到3月7日（周五）');
  });

  it('is for the session that runs or is announced, as the announcement says', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 集中学习 3月12日 上午');
    expect(await county.says('zhaolei', 'education1', '/请假 下乡')).toContain(
      '已请假：3月12日（周三）“集中学习”，事由：下乡',
    );
    expect(await county.says('zhaolei', 'education1', '/请假 下乡')).toContain('您已经请过假了');
    await county.says('zhoumin', 'education1', '/开会 党课');
    expect(await county.says('zhaolei', 'education1', '/请假 看病')).toContain('“党课”');
    expect(await county.says('zhaolei', 'education1', '/请假 今天 看病')).toContain(
      '3月3日（周一），事由：看病',
    );
  });

  it('is needless for who has checked in, and taken back when one comes after all', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    await county.says('zhaolei', 'education1', '/签到');
    county.later();
    expect(await county.says('zhaolei', 'education1', '/请假')).toMatch(/不用请假。签错了先发 \/撤销 签到/);
    await county.says('zhaolei', 'education1', '/撤销 签到');
    expect(await county.says('zhaolei', 'education1', '/请假')).toContain('已请假：3月3日（周一）“集中学习”');
  });

  it('silences reminders for as long as it lasts', async () => {
    const county = await talk(['education1'], { at: ['2014-03-03', '08:30'] });
    await county.discusses('zhoumin', 'education1');
    await county.says('zhaolei', 'education1', '/请假 4月1日到4月8日 培训');
    await county.until('2014-04-01', '08:59');
    await county.county.until('2014-04-02', '10:00');
    const [reminder] = county.county.posted('education1');
    expect(reminder?.mentions).toContain('sunxiaoyan');
    expect(reminder?.mentions).not.toContain('zhaolei');
    county.county.ignorePosts();
  });

  it('says what is still missing, and lets nothing in the reason act as syntax', async () => {
    const county = await talk(['education1']);
    await county.discusses('zhoumin', 'education1');
    const reply = await county.says('zhaolei', 'education1', `/请假 2天 ${HOSTILE}${'长'.repeat(9000)}`);
    expect(reply).toContain('＜@all＞ ［点我］(http：//evil.example)');
    expect(reply).toContain('体会文章1篇：还差1篇');
  });
});
