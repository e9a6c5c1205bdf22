import { describe, expect, it } from 'vitest';
import { talk } from './talk.ts';

describe('绑定', () => {
  it('is done by the secretary with one word, and says what comes next', async () => {
    const county = await talk([]);
    const reply = await county.says('zhoumin', 'education1', '/绑定');
    expect(reply).toContain('已绑定到 **县教育局/机关第一支部**（7人）');
    expect(reply).toContain('接下来：/开会');
    expect(await county.says('zhoumin', 'education1', '/bd')).toContain('不用重复绑定');
  });

  it.each([
    '/绑定 县教育局/机关第二支部',
    '/绑定县教育局／机关第二支部',
    '/绑定 县教育局 / 机关第二支部',
    '/绑定 机关第二支部',
  ])('understands %s', async (text) => {
    const county = await talk([]);
    expect(await county.says('wanglihua', 'education2', text)).toContain('**县教育局/机关第二支部**');
  });

  it('can be put right by whoever may bind both, and tells what it was before', async () => {
    const county = await talk(['education2', 'retired']);
    county.later();
    const wrong = await county.says('wanglihua', 'education2', '/绑定 县教育局/退休支部');
    expect(wrong).toContain('原来绑定的是 县教育局/机关第二支部，已经改过来');
    expect(await county.says('liguodong', 'education2', '/绑定')).toContain('需要由 退休支部 的负责人来发');
    county.later();
    await county.says('wanglihua', 'education2', '/绑定 县教育局/机关第二支部');
    expect(await county.says('liguodong', 'education2', '/进度')).toContain('**县教育局/机关第二支部**');
  });

  it('is refused to the wrong person, in private, and for a unit nobody knows', async () => {
    const county = await talk([]);
    expect(await county.says('zhaolei', 'education1', '/绑定')).toContain('需要由 机关第一支部 的负责人来发');
    const other = await county.says('zhoumin', 'education2', '/绑定 县教育局/机关第二支部');
    expect(other).toContain('需要由 机关第二支部 的负责人来发');
    expect(other).not.toContain('私聊');
    expect(await county.whispers('zhoumin', '/绑定')).toContain('请到群里 @我 发 /绑定');
    expect(await county.says('wanglihua', 'education1', '/绑定 县教育据/机关第一支部')).toContain(
      '您要找的是不是“县教育局/机关第一支部”',
    );
  });

  it('says how reminders can reach a group that has no webhook', async () => {
    const county = await talk([], {
      roster: (data) => ({
        ...data,
        units: data.units.map((unit) =>
          unit.id === '县教育局/机关第一支部' ? { ...unit, webhook: null } : unit,
        ),
      }),
    });
    const reply = await county.says('wanglihua', 'education2', '/绑定 县教育局/机关第一支部');
    expect(reply).toContain('请在群里添加“群机器人”');
    expect(await county.says('wanglihua', 'education2', '/绑定 县教育局/机关第一支部')).toContain(
      '暂时收不到提醒',
    );
  });
});
