import { describe, expect, it } from 'vitest';
import { essayText, groupId } from '../support/county.ts';
import { talk } from './talk.ts';

describe('未送达', () => {
  it('says when all is well', async () => {
    expect(await (await talk(['office'])).whispers('wanglihua', '/wsd')).toBe('✅ 没有未送达的消息。');
  });

  it('tells the office, wherever it asks, what did not arrive, why, and what to do', async () => {
    const county = await talk(['education1', 'office']);
    await county.discusses('zhoumin', 'education1');
    county.county.stage.platform.removeRobot(groupId('office'));
    await county.says('chenjianguo', 'education1', `/体会 三思三观 ${essayText(1)}`);
    for (const reply of [
      await county.whispers('wanglihua', '/未送达'),
      await county.says('wanglihua', 'education1', '/未送达'),
    ]) {
      expect(reply).toMatch(/未送达1条：\n- 3月3日（周一）文章报送 → 云溪县活动办群：群机器人已被移除/);
      expect(reply).toContain('要紧的内容请电话通知');
      expect(reply).not.toContain('距离不在路上');
    }
  });

  it('is for the office alone', async () => {
    const county = await talk(['education1']);
    expect(await county.says('zhoumin', 'education1', '/未送达')).toContain(
      '需要由 云溪县活动办 的工作人员来发',
    );
  });
});
