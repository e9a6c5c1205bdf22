import { describe, expect, it } from 'vitest';
import { talk } from './talk.ts';

const FORUM = (text: string): string => text.replace('topics:', 'groups: [职工代表, 中层干部]\ntopics:');

describe('who chairs a session', () => {
  it.each(['/开会 座谈会 主持 刘志强', '/开会 座谈会 主持：刘志强', '/开会 座谈会 主讲刘志强'])(
    '%s',
    async (typed) => {
      const county = await talk(['education1'], { campaign: FORUM });
      expect(await county.says('zhoumin', 'education1', typed)).toContain('**座谈会**');
      const { state } = county.county.stage.app.outlook().progress;
      expect(state.sessionsLedBy('liuzhiqiang' as never).map(({ title }) => title)).toEqual(['座谈会']);
    },
  );

  it('may come from elsewhere, is told in the reply, and is asked for when the name is missing or unknown', async () => {
    const county = await talk(['education1']);
    expect(await county.says('zhoumin', 'education1', '/开会 党课 主讲 张伟民')).toContain('张伟民主持');
    await county.says('zhoumin', 'education1', '/撤销 开会');
    expect(await county.says('zhoumin', 'education1', '/开会 党课 主讲')).toContain('请写明由谁主持');
    expect(await county.says('zhoumin', 'education1', '/开会 党课 主讲 没这个人')).toContain('名册里没有');
  });
});

describe('the group of people one belongs to at a meeting', () => {
  it('is said with 签到 and with 补签, and counted apart', async () => {
    const county = await talk(['education1'], { campaign: FORUM });
    await county.says('zhoumin', 'education1', '/开会 座谈会');
    expect(await county.says('zhaolei', 'education1', '/签到 职工代表')).toContain('已签到');
    await county.says('zhoumin', 'education1', '/补签 孙晓燕 中层干部');
    const { facts, state } = county.county.stage.app.outlook().progress;
    const [session] = state.sessionsOf('县教育局/机关第一支部' as never);
    expect(session && [...facts.groupsAt(session.id)].sort()).toEqual([
      ['中层干部', 1],
      ['职工代表', 1],
    ]);
  });
});
