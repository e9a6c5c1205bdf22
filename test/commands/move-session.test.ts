import { describe, expect, it } from 'vitest';
import { type Talk, talk } from './talk.ts';

const STUDY = '/开会 集中学习 周四上午9点 3小时';
const says = (county: Talk, text: string) => county.says('zhoumin', 'education1', text);

describe('改期', () => {
  it('moves the session that is to come, keeps leave and code, and everything shows the new time', async () => {
    const county = await talk(['education1'], { draw: () => 4500 });
    await says(county, `${STUDY} 口令`);
    await county.says('zhaolei', 'education1', '/请假 下乡');
    expect(await says(county, '/改期 周五下午3点')).toMatch(
      /✅ \*\*集中学习\*\* 已改期：3月6日（周四）09:00 改到 \*\*3月7日（周五）15:00\*\*/,
    );
    await county.until('2014-03-06', '09:05');
    expect(await county.says('sunxiaoyan', 'education1', '/签到 5500')).not.toContain('✅');
    await county.until('2014-03-07', '15:00');
    expect(await county.says('sunxiaoyan', 'education1', '/签到 1234')).not.toContain('✅');
    expect(await county.says('sunxiaoyan', 'education1', '/签到 5500')).toContain('**集中学习**');
    county.later(180);
    const closed = await says(county, '/结束');
    expect(closed).toMatch(/3月7日（周五），时长3小时.*请假：赵磊/s);
  });

  it('takes nobody for present who signed in for the old time, and says so to all', async () => {
    const county = await talk(['education1']);
    await says(county, '/开会 讨论 三思三观 3月4日上午9点 半天');
    await county.until('2014-03-04', '08:30');
    for (const who of ['zhaolei', 'sunxiaoyan']) await county.says(who, 'education1', '/签到');
    county.county.ignorePosts();
    const moved = await county.whispers('zhoumin', '/改期 周五上午9点');
    expect(moved).toContain('已有2人按原来的时间签到，已作废');
    expect(county.county.postedTexts('education1')).toEqual([expect.stringContaining('请到时重新签到')]);
    expect(await county.says('zhoumin', 'education1', '/未签')).not.toContain('已签到2');
    await county.until('2014-03-07', '09:00');
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('✅');
    await county.until('2014-03-07', '12:00');
    const closed = await says(county, '/结束');
    expect(closed).toMatch(/到会1/);
    expect(await county.whispers('sunxiaoyan', '/我的')).not.toMatch(/讨论.*3月7日/);
  });

  it('keeps a sign-in that would be good at the new time too', async () => {
    const county = await talk(['education1']);
    await says(county, '/开会 集中学习 3月4日上午9点 3小时');
    await county.until('2014-03-04', '08:40');
    await county.says('zhaolei', 'education1', '/签到');
    expect(await says(county, '/改期 上午9点半')).not.toContain('作废');
    await county.until('2014-03-04', '12:30');
    expect(await says(county, '/结束')).toMatch(/到会1/);
  });

  it('is the same after a restart', async () => {
    const county = await talk(['education1']);
    await says(county, STUDY);
    await says(county, '/改期 周五');
    await county.county.stage.restart();
    expect(await says(county, '/改期 周五上午10点')).toContain('3月7日（周五）09:00 改到');
  });

  it('is told once to all groups that were told, with the old time and the new', async () => {
    const county = await talk(['education1', 'education2', 'health']);
    await county.whispers('zhoumin', `${STUDY} 联合 机关第二支部`);
    county.county.ignorePosts();
    await county.whispers('zhoumin', '/改期 周五下午3点');
    const news = /会议改期.*县教育局\/机关第一支部.*3月6日（周四）09:00 改到 \*\*3月7日（周五）15:00/s;
    for (const group of ['education1', 'education2'] as const)
      expect(county.county.postedTexts(group)).toEqual([expect.stringMatching(news)]);
    expect(county.county.postedTexts('health')).toEqual([]);
    county.county.ignorePosts();
    await says(county, '/改期 周五下午4点');
    expect(county.county.postedTexts('education1')).toEqual([]);
    expect(county.county.postedTexts('education2')).toEqual([expect.stringContaining('15:00 改到')]);
  });

  it('asks which one when several are to come, and moves the one that is named', async () => {
    const county = await talk(['education1']);
    await says(county, STUDY);
    await says(county, '/开会 讨论 三思三观 周五上午');
    await says(county, '/开会 集中学习 3月12日上午');
    expect(await says(county, '/改期 3月20日')).toMatch(
      /不止一场，没有改动.*\/改期 讨论 改到.*\/改期 3月12日 集中学习/s,
    );
    expect(await says(county, '/改期 讨论 3月20日')).toContain('**3月20日（周四）09:00**');
    expect(await says(county, '/改期 3月12日 集中学习 改到 3月13日下午3点')).toMatch(
      /3月12日（周三）09:00 改到 \*\*3月13日（周四）15:00/,
    );
  });

  it.each([
    ['/改期', '请写明改到什么时候'],
    ['/改期 大后天晚饭后', '没有看懂'],
    ['/改期 3月2日', '已经过了，没有改动'],
    ['/改期 6月3日', '最多改到60天以内'],
    ['/改期 周四上午9点', '本来就是'],
    ['/改期 党课 周五', '没有找到还没开始的会议'],
  ])('%s moves nothing', async (text, told) => {
    const county = await talk(['education1']);
    await says(county, STUDY);
    expect(await says(county, text)).toContain(told);
    expect(await says(county, '/改期 周五')).toContain('3月6日（周四）09:00 改到');
  });

  it('is not for what has begun, nor for members or another branch', async () => {
    const county = await talk(['education1', 'education2']);
    await says(county, '/开会 集中学习');
    county.later();
    expect(await says(county, '/改期 周五')).toMatch(/没有改动。“集中学习”已经开始，不能改期/);
    await says(county, STUDY);
    expect(await county.says('zhaolei', 'education1', '/改期 周五')).toContain('没有处理');
    expect(await county.says('liguodong', 'education2', '/改期 周五')).toContain('没有找到');
  });

  it('is not taken back but moved again', async () => {
    const county = await talk(['education1']);
    await says(county, STUDY);
    await says(county, '/改期 周五');
    expect(await says(county, '/撤销 改期')).toContain('请再发一次 /改期');
  });
});

describe('取消', () => {
  it('calls a session off with a word and the reason to all who were told', async () => {
    const county = await talk(['education1', 'education2']);
    await says(county, `${STUDY} 联合 机关第二支部`);
    county.county.ignorePosts();
    expect(await says(county, '/取消 防汛值守')).toMatch(
      /✅ 3月6日（周四）09:00 的“集中学习”已取消，原因：防汛值守/,
    );
    expect(county.county.postedTexts('education2')).toEqual([
      expect.stringMatching(/会议取消.*3月6日 09:00.*原因：防汛值守/s),
    ]);
    expect(await says(county, '/取消')).toContain('没有还没开始的会议可以取消');
  });

  it('tells the own group when it is said in private', async () => {
    const county = await talk(['education1']);
    await says(county, STUDY);
    await county.whispers('zhoumin', '/取消');
    expect(county.county.postedTexts('education1')).toEqual([expect.stringContaining('会议取消')]);
  });

  it('asks which one when several are to come, and leaves what has begun alone', async () => {
    const county = await talk(['education1']);
    await says(county, '/开会 党课');
    await says(county, STUDY);
    await says(county, '/开会 讨论 三思三观 周五上午');
    expect(await says(county, '/取消 停电')).toMatch(/不止一场，没有取消.*\/取消 集中学习.*\/取消 讨论/s);
    expect(await says(county, '/取消 讨论 停电')).toContain('“三思三观讨论”已取消，原因：停电');
    expect(await says(county, '/取消 党课')).toContain('没有找到您说的那一场');
    expect(await county.says('zhaolei', 'education1', '/取消')).toContain('没有处理');
  });
});
