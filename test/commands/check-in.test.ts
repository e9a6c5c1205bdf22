import { describe, expect, it } from 'vitest';
import { talk } from './talk.ts';

describe('签到', () => {
  it('says who is there, what is still missing and what to type next', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
    const reply = await county.says('zhaolei', 'education1', '/签到');
    expect(reply).toMatch(/赵磊 已签到：\*\*三思三观讨论\*\* 09:00，到会1\/7人/);
    expect(reply, 'no essay is asked for before the discussion has counted').not.toContain('还差1篇');
    expect(reply).toContain('会后可发 /体会 三思三观');
  });

  it.each([
    ['/签到线上', '线上'],
    ['／签到　在线', '线上'],
    ['签到 网络', '线上'],
    ['/签到，线上。', '线上'],
    ['/qd 视频', '线上'],
    ['/签到 送学', '送学上门'],
    ['/打卡 上门', '送学上门'],
  ])('understands %s', async (text, mode) => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    expect(await county.says('zhaolei', 'education1', text)).toContain(`（${mode}）`);
  });

  it.each(['签到！', '/签到 赵磊', '/签到 到', '/签到 👍', '/签到 到场'])(
    'takes %s for a check-in on the spot',
    async (text) => {
      const county = await talk(['education1']);
      await county.says('zhoumin', 'education1', '/开会 集中学习');
      expect(await county.says('zhaolei', 'education1', text)).toMatch(/赵磊 已签到.*到会1\/7人/);
    },
  );

  it('checks nobody in by a guess: not for a colleague, not by an unknown word', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    expect(await county.says('zhoumin', 'education1', '/签到 赵磊')).toMatch(
      /没有看懂“赵磊”.*没有签到.*\/补签/s,
    );
    expect(await county.says('zhoumin', 'education1', '/未签')).toContain('已签到0/7人');
  });

  it('works from the private chat, once, and says when it was done already', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    expect(await county.whispers('zhaolei', '/签到')).toContain('到会1/7人');
    county.later(5);
    expect(await county.says('zhaolei', 'education1', '/签到 线上')).toMatch(/您 09:00 已经签过.*（现场）/);
  });

  it('asks which when two sessions run at once, and marks the one that is done', async () => {
    const county = await talk(['education1', 'office']);
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    county.later();
    await county.says('wanglihua', 'office', '/开会 报告会');
    const asked = await county.says('zhaolei', 'education1', '/签到 线上');
    expect(asked).toMatch(/\/签到 1　报告会（云溪县活动办，09:01）\n\/签到 2　集中学习/);
    expect(await county.says('zhaolei', 'education1', '/签到２ 线上')).toMatch(
      /\*\*集中学习\*\* 09:01（线上）/,
    );
    expect(await county.says('zhaolei', 'education1', '/签到')).toMatch(/\/签到 2　集中学习.*您已签/);
    expect(await county.whispers('zhaolei', '/签到 1 换')).toContain('**报告会**');
  });

  it('lets a guest in, and says that it does not count for the own branch', async () => {
    const county = await talk(['education1', 'health']);
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    const reply = await county.says('yanming', 'education1', '/签到');
    expect(reply).toContain('按列席登记，不计入 机关支部 的学习');
    expect(reply).toContain('到会0/7人');
    county.later(60);
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('到会0/7人，另有1人列席');
  });

  it('is open to somebody on leave who comes after all', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    await county.says('zhaolei', 'education1', '/请假 下乡');
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('赵磊 已签到');
    expect(await county.says('zhoumin', 'education1', '/未签')).not.toMatch(/请假|赵磊/);
  });

  it('opens an hour before the session, not earlier', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 集中学习 明天上午');
    expect(await county.says('zhaolei', 'education1', '/签到')).toMatch(
      /下一场：3月4日（周二）09:00 集中学习，开会前一小时起/,
    );
    await county.until('2014-03-04', '08:00');
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('已签到');
  });

  it('is over once the session is settled or the day is gone, and says who can still put it right', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 集中学习 半天');
    await county.until('2014-03-04', '09:00');
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('请支部书记发 /补签 赵磊');
    await county.says('zhoumin', 'education1', '/结束');
    expect(await county.whispers('zhaolei', '/签到')).toContain('现在没有可以签到的会议');
    expect(await county.says('zhoumin', 'education1', '/补签 赵磊')).toContain('已补签 **集中学习** 3月3日');
  });
});
