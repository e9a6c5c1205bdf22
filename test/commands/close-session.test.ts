import { describe, expect, it } from 'vitest';
import { talk } from './talk.ts';

describe('结束', () => {
  it('settles length and attendance, what it counts for, who was absent and who had leave', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    await county.says('zhaolei', 'education1', '/签到');
    await county.says('qianyongkang', 'education1', '/请假 下乡');
    county.later(195);
    const reply = await county.says('zhoumin', 'education1', '/结束');
    expect(reply).toContain('时长3小时15分钟，到会1/7人');
    expect(reply).toContain('未到：陈建国、周敏、刘志强、王丽华、孙晓燕\n请假：钱永康');
    expect(reply).toContain('已0.5/3天，还差2.5天');
    expect(reply).toContain('漏签的发 /补签 姓名，材料（记录、信息、照片）逐件发 /材料');
  });

  it.each([
    ['/结束 ３小时', '时长3小时'],
    ['/结束半天', '时长3小时'],
    ['/结束1.5小时', '时长1小时30分钟'],
    ['结束 两个半小时', '时长2小时30分钟'],
    ['/散会 90分钟。', '时长1小时30分钟'],
    ['/js', '时长3小时20分钟'],
  ])('understands %s', async (text, told) => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    county.later(200);
    expect(await county.says('zhoumin', 'education1', text)).toContain(told);
  });

  it('does not believe a length that has not passed yet, and what it then advises works', async () => {
    const county = await talk(['education1'], { at: ['2014-03-03', '11:40'] });
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观');
    county.later(20);
    const reply = await county.says('zhoumin', 'education1', '/结束 3小时');
    expect(reply).toMatch(/到现在是20分钟，还不能记3小时.*先发 \/撤销 开会，再发 \/开会 讨论 三思三观 上午/s);
    await county.says('zhoumin', 'education1', '/签到');
    county.later();
    expect(await county.says('zhoumin', 'education1', '/撤销 开会')).toContain('签到1人（周敏）');
    await county.says('zhoumin', 'education1', '/撤销 确认');
    expect(await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 上午')).toContain('09:00');
    expect(await county.says('zhoumin', 'education1', '/结束 3小时')).toContain('时长3小时');
  });

  it('asks rather than guesses when the length is not understood', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 集中学习');
    expect(await county.says('zhoumin', 'education1', '/结束 大概三刻钟')).toMatch(
      /没有看懂.*会议还没有结束/,
    );
  });

  it('may be forgotten until the next day: as planned, as said, but never past midnight', async () => {
    const county = await talk(['education1', 'education2', 'retired']);
    await county.says('zhoumin', 'education1', '/开会 集中学习 半天');
    await county.says('liguodong', 'education2', '/开会 集中学习 下午');
    await county.says('yangdeming', 'retired', '/开会 集中学习');
    await county.until('2014-03-04', '10:00');
    expect(await county.says('zhoumin', 'education1', '/结束')).toMatch(/3月3日（周一），时长3小时/);
    expect(await county.says('liguodong', 'education2', '/结束 11小时')).toMatch(/当天最多记10小时/);
    expect(await county.says('liguodong', 'education2', '/结束 2小时')).toContain('时长2小时');
    expect(await county.says('yangdeming', 'retired', '/结束')).toContain('请写明开了多久');
  });

  it('does not count when nobody was there, and does once somebody is entered', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观');
    county.later(180);
    const reply = await county.says('zhoumin', 'education1', '/结束');
    expect(reply).toContain('还没有人签到，所以没有计入');
    expect(await county.says('zhoumin', 'education1', '/补签 赵磊')).toContain('现在到会1人');
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain('✅ “三思三观”集中讨论1次');
  });

  it('says why a discussion is too short, and when nothing changes', async () => {
    const county = await talk(['education1']);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观');
    await county.says('zhoumin', 'education1', '/签到');
    county.later(100);
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain(
      '只有1小时40分钟，不足3小时，没有计入',
    );
    await county.says('zhoumin', 'education1', '/开会 专题片');
    await county.says('zhoumin', 'education1', '/签到');
    county.later(60);
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('规定动作的完成情况没有变化');
  });

  it('is for the secretary, and only when something is open', async () => {
    const county = await talk(['education1']);
    expect(await county.says('zhaolei', 'education1', '/结束')).toContain('需要由 机关第一支部 的负责人来发');
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('没有进行中的会议可以结束。');
    await county.says('zhoumin', 'education1', '/开会 集中学习 明天上午');
    expect(await county.says('zhoumin', 'education1', '/结束')).toContain('（“集中学习”还没有开始）');
  });
});
