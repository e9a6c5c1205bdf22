import { describe, expect, it } from 'vitest';
import { HOSTILE, talk } from './talk.ts';

describe('what is no command', () => {
  it('a stranger is told which account to report', async () => {
    const county = await talk(['education1']);
    county.county.stage.platform.addPerson({ userid: 'MoSheng', name: '陌生人' });
    for (const reply of [
      await county.whispers('MoSheng', '/签到'),
      await county.says('MoSheng', 'education1', '你好'),
    ])
      expect(reply).toMatch(/名册里还没有您的账号.*\*\*mosheng\*\* 告诉支部书记或活动办/s);
  });

  it('a group that is not bound says who can bind it and how', async () => {
    const county = await talk([]);
    expect(await county.says('zhaolei', 'education1', '/签到')).toMatch(
      /学习签到助手.*没有登记。\n请支部书记.*\/绑定/s,
    );
  });

  it.each([
    ['/千到', '签到'],
    ['/签倒', '签到'],
    ['签倒', '签到'],
    ['/开会议', '开会'],
    ['/进渡', '进度'],
    ['/chekin', '签到'],
  ])('%s is near enough to %s to ask', async (typed, meant) => {
    const reply = await (await talk(['education1'])).says('yanming', 'education1', typed);
    if (typed === '/开会议') expect(reply).toContain('“开会”需要由');
    else expect(reply).toContain(`您要找的是不是 **/${meant}**`);
  });

  it.each(['大家好，今天下午开会吗？', '👍', '/etc/passwd', '1/2', '好'.repeat(10_000), HOSTILE])(
    'free speech is let be: %#',
    async (text) => {
      const reply = await (await talk(['education1'])).says('zhaolei', 'education1', text);
      expect(reply).toMatch(/没有看懂这句话，也没有登记任何内容。\n常用：\/签到/);
    },
  );

  it.each([
    ['zhaolei', '/我的', '赵磊您好'],
    ['zhoumin', '/开会 讨论 三思三观 半天', '周敏书记您好'],
    ['chenjianguo', '/名单', '陈建国您好'],
    ['jinxin', '/进度', '金鑫您好'],
    ['wanglihua', '/周报', '王丽华您好'],
  ])('opening the private chat greets %s with what serves them: %s', async (who, command, greeting) => {
    const county = await talk([]);
    const { text } = await county.county.stage.platform.enterChat(who);
    expect(text.startsWith(greeting)).toBe(true);
    expect(text).toContain(command);
    expect(await county.whispers(who, command)).not.toMatch(/没有看懂|需要由/);
    county.county.ignorePosts();
  });

  it('a mention alone is answered with what can be said', async () => {
    expect(await (await talk(['education1'])).says('zhaolei', 'education1', '')).toMatch(/^我在。.*\/帮助$/s);
  });

  const COMMANDS = '签到 开会 请假 补签 进度 名单 未签 绑定 撤销 帮助 材料 结束 周报 口令 调阅'.split(' ');

  it('ten thousand characters behind any command, or as one, are answered shortly', async () => {
    const county = await talk(['education1']);
    for (const command of ['', ...COMMANDS]) {
      const reply = await county.says(
        'zhoumin',
        'education1',
        `/${command} ${'好'.repeat(10_000)}`.replace('/ ', '/'),
      );
      expect(reply.length, command).toBeLessThan(500);
    }
  });

  it('text that would mention, link, head or turn round is only text behind any command', async () => {
    const county = await talk(['education1']);
    for (const command of ['', '开会 讨论', ...COMMANDS]) {
      const reply = await county.says('zhoumin', 'education1', `/${command} ${HOSTILE}`);
      expect(reply, command).not.toMatch(/<|\[点我\]|# 标题|\*\*粗|`码/);
      county.later();
    }
  });
});
