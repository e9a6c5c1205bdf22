import { describe, expect, it } from 'vitest';
import { type Talk, talk } from './talk.ts';

/** Staff may make up no more than a fifth of a mobilisation meeting. */
const watched = (text: string): string =>
  `${text.replace('topics:\n', 'groups:\n  - { name: 班子成员, role: [班子成员, 主要负责人] }\n  - 中层干部\n  - 职工代表\ntopics:\n')}
  - id: share
    title: 讨论职工代表不超过五分之一
    clause: 测试一（一）
    each: unit
    measure: share
    of: { sessions: { activity: [讨论] }, group: 职工代表, at_most: 1/5 }
    min: 1
    by: day 30
`;

async function meeting(): Promise<Talk> {
  const county = await talk(['education1', 'office'], { campaign: watched });
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
  return county;
}

const SHARE = '讨论职工代表不超过五分之一';

describe('the share of a group at a meeting', () => {
  it('is not told while some of those present have not said as what they came, and they are named at the end', async () => {
    const county = await meeting();
    for (const who of ['chenjianguo', 'liuzhiqiang', 'zhoumin', 'wanglihua', 'zhaolei'])
      await county.says(who, 'education1', '/签到');
    county.later(180);
    const closed = await county.says('zhoumin', 'education1', '/结束');
    expect(closed).toMatch(/职工代表占多少还不能算：有3人没有说以什么身份参加（周敏、王丽华、赵磊）/);
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain(`⬜ ${SHARE}：还差1次`);
  });

  it('is asked for when somebody signs in whom the roster does not place, and only of them', async () => {
    const county = await meeting();
    expect(await county.says('chenjianguo', 'education1', '/签到')).not.toContain('以什么身份');
    expect(await county.says('zhaolei', 'education1', '/签到')).toContain('请再说一下以什么身份参加');
    expect(await county.says('zhaolei', 'education1', '/签到 职工代表')).toContain(
      '✅ 已记下：您以“职工代表”的身份参加',
    );
    const { state } = county.county.stage.app.books;
    expect(state.attendedBy('zhaolei' as never)).toMatchObject([{ group: '职工代表', mode: '现场' }]);
    expect(await county.says('sunxiaoyan', 'education1', '/签到 中层干部')).not.toContain('以什么身份');
  });

  it('is met once everybody has said it, and missed where too many are of the group', async () => {
    const county = await meeting();
    for (const who of ['chenjianguo', 'liuzhiqiang']) await county.says(who, 'education1', '/签到');
    for (const who of ['zhoumin', 'wanglihua']) await county.says(who, 'education1', '/签到 中层干部');
    await county.says('zhaolei', 'education1', '/签到 职工代表');
    county.later(180);
    await county.says('zhoumin', 'education1', '/结束');
    expect(await county.says('zhoumin', 'education1', '/进度')).toContain(`✅ ${SHARE}`);
    await county.says('zhoumin', 'education1', '/补签 孙晓燕 职工代表');
    expect(await county.says('zhoumin', 'education1', '/进度')).toMatch(/职工代表2人，超过到会6人的1\/5/);
  });

  it('can be tapped on the card', async () => {
    const county = await meeting();
    expect(county.county.cardIn('education1').buttons).toEqual(['签到', '中层干部', '职工代表']);
    await county.county.taps('zhaolei', 'education1', '职工代表');
    const { state } = county.county.stage.app.books;
    expect(state.attendedBy('zhaolei' as never)).toMatchObject([{ group: '职工代表' }]);
  });
});
