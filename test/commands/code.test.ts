import { describe, expect, it } from 'vitest';
import type { CountyOptions } from '../support/county.ts';
import { talk } from './talk.ts';

const CODE = '5500';
const drawn: CountyOptions = { draw: () => 4500 };

describe('口令', () => {
  it('is told to the secretary in private and never appears in a group', async () => {
    const county = await talk(['education1'], drawn);
    const opened = await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天 口令');
    expect(opened).toContain('请您私聊我发 /口令');
    expect(await county.says('zhoumin', 'education1', '/口令')).toContain('请私聊我发 /口令');
    expect(await county.whispers('zhoumin', '/口令')).toContain(`**${CODE}**`);
    const { platform } = county.county.stage;
    const heard = platform.world.messagesIn({ group: 'wr-县教育局/机关第一支部' });
    expect(JSON.stringify(heard)).not.toContain(CODE);
  });

  it('is not in the announcement when the session is opened in private', async () => {
    const county = await talk(['education1'], drawn);
    expect(await county.whispers('zhoumin', '/开会 讨论 三思三观 半天 口令')).toContain(CODE);
    const [announced] = county.county.postedTexts('education1');
    expect(announced).toContain('/签到 加会上念的口令');
    expect(announced).not.toContain(CODE);
  });

  it('must be typed with 签到: missing and wrong ones are told apart, full-width digits do', async () => {
    const county = await talk(['education1'], drawn);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 口令');
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('例如 /签到 1234');
    expect(await county.says('zhaolei', 'education1', '/签到 1234')).toMatch(/口令不对，没有签到/);
    expect(await county.says('zhaolei', 'education1', '/签到 55001')).toContain('口令不对');
    expect(await county.says('zhaolei', 'education1', '/签到 线上 ５５００')).toContain(
      '（线上），到会1/7人',
    );
    expect(await county.says('sunxiaoyan', 'education1', '/签到5500')).toContain('到会2/7人');
  });

  it('also tells which of two sessions is meant', async () => {
    const county = await talk(['education1', 'office'], drawn);
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 口令');
    await county.says('wanglihua', 'office', '/开会 报告会');
    expect(await county.says('zhaolei', 'education1', `/签到 ${CODE}`)).toContain('**三思三观讨论**');
  });

  it('is nothing for members, and is gone with the session', async () => {
    const county = await talk(['education1'], drawn);
    expect(await county.whispers('zhoumin', '/口令')).toContain('现在没有要报口令的会议');
    await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 口令');
    expect(await county.whispers('zhaolei', '/口令')).toContain('需要由 机关第一支部 的负责人来发');
    county.later(60);
    await county.says('zhoumin', 'education1', '/结束');
    expect(await county.whispers('zhoumin', '/口令')).not.toContain(CODE);
  });
});
