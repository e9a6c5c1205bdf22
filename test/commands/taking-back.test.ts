import { describe, expect, it } from 'vitest';
import type { Person, PersonId, UnitId } from '../../src/roster/roster.ts';
import { openRosterStore } from '../../src/roster/store.ts';
import { essayText, PIXEL } from '../support/county.ts';
import { type Talk, talk } from './talk.ts';

const OWN = '县教育局/机关第一支部' as UnitId;
const OTHER = '县教育局/机关第二支部' as UnitId;
const MEMBERS = ['zhaolei', 'sunxiaoyan', 'qianyongkang'] as const;

/** A discussion of the first branch at which three have signed in. */
async function meeting(): Promise<Talk> {
  const county = await talk(['education1', 'education2', 'office']);
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
  for (const who of MEMBERS) await county.says(who, 'education1', '/签到');
  county.later();
  return county;
}

const present = async (county: Talk) => county.says('zhoumin', 'education1', '/未签');

/** A newly imported roster, in which people have changed. */
async function imports(county: Talk, change: (person: Person) => Person | null): Promise<void> {
  const { folder, clock, stage } = county.county;
  const { units, people } = stage.app.outlook().progress.roster;
  const changed = people.flatMap((person) => change(person) ?? []);
  await openRosterStore(folder).import({ units, people: changed, former: [] }, clock.now());
  await stage.app.tick();
}

const secretaryOf = (person: Person, unit: UnitId): Person => ({
  ...person,
  home: unit,
  duties: [
    { role: 'member', unit },
    { role: 'secretary', unit },
  ],
});
const memberOf = (person: Person, unit: UnitId): Person => ({
  ...person,
  home: unit,
  duties: [{ role: 'member', unit }],
});

describe('撤销 without a word', () => {
  it('shows what would go, with whose records, and takes back nothing until it is told to', async () => {
    const county = await meeting();
    const asked = await county.says('zhoumin', 'education1', '/撤销');
    expect(asked).toMatch(/您的3月3日“三思三观讨论”的会议登记.*连带：签到3人（赵磊、孙晓燕、钱永康）/s);
    expect(asked).not.toContain('✅');
    expect(await present(county)).toContain('已签到3/7人');
    await county.says('zhoumin', 'education1', '/撤销');
    expect(await county.says('zhoumin', 'education1', '/撤销 确认')).toContain('✅ 已撤销您的3月3日');
    expect(await county.whispers('zhaolei', '/我的')).toContain('还没有签到记录');
  });

  it('names leave, papers and the end that go with a meeting', async () => {
    const county = await meeting();
    await county.says('liuzhiqiang', 'education1', '/请假 下乡');
    await county.says('zhoumin', 'education1', '/材料 照片', { images: [PIXEL] });
    county.county.ignorePosts();
    county.later(200);
    await county.says('zhoumin', 'education1', '/结束');
    const asked = await county.says('zhoumin', 'education1', '/撤销 开会');
    expect(asked).toMatch(/签到3人.*请假1人（刘志强）.*会议材料1条.*会议结束1条/s);
  });

  it('shows an essay with its earlier versions', async () => {
    const county = await meeting();
    await county.says('zhaolei', 'education1', `/体会 ${essayText(1)}`);
    county.later();
    await county.says('zhaolei', 'education1', `/体会 ${essayText(2)}`);
    expect(await county.says('zhaolei', 'education1', '/撤销')).toContain('体会文章，连同以前的1版');
    expect(await county.says('zhaolei', 'education1', '/撤销 确认')).toContain('这篇文章现在算没有交');
  });
});

describe('a yes', () => {
  it.each([
    ['half an hour later', async (county: Talk) => county.later(31)],
    [
      'after another message',
      async (county: Talk) => void (await county.says('zhoumin', 'education1', '/进度')),
    ],
    ['after a restart', async (county: Talk) => county.county.stage.restart()],
    [
      'when one more has signed in meanwhile',
      async (county: Talk) => void (await county.says('liuzhiqiang', 'education1', '/签到')),
    ],
  ])('%s takes back nothing and is shown what would go now', async (_, meanwhile) => {
    const county = await meeting();
    await county.says('zhoumin', 'education1', '/撤销 开会');
    await meanwhile(county);
    const reply = await county.says('zhoumin', 'education1', '/撤销 确认');
    expect(reply).toMatch(/没有撤销：刚才的确认已经失效.*会议登记.*签到[34]人/s);
    expect(await county.says('zhoumin', 'education1', '/撤销 确认')).toContain('✅ 已撤销');
    county.county.ignorePosts();
  });

  it('of somebody else answers nobody’s question', async () => {
    const county = await meeting();
    await county.says('zhoumin', 'education1', '/撤销 开会');
    expect(await county.says('zhaolei', 'education1', '/撤销 确认')).toContain('要撤销的是您的3月3日');
    expect(await present(county)).toContain('已签到3/7人');
  });

  it('holds for half an hour', async () => {
    const county = await meeting();
    await county.says('zhoumin', 'education1', '/撤销 开会');
    county.later(30);
    expect(await county.says('zhoumin', 'education1', '/撤销 确认')).toContain('✅ 已撤销');
  });

  it('is not what 取消 means to who was just asked: no meeting is called off by it', async () => {
    const county = await meeting();
    await county.says('zhoumin', 'education1', '/开会 集中学习 明天上午');
    await county.says('zhoumin', 'education1', '/撤销');
    expect(await county.says('zhoumin', 'education1', '/取消')).toContain('没有撤销，也没有取消会议');
    await county.says('zhoumin', 'education1', '/结束 1分钟');
    expect(await county.says('zhoumin', 'education1', '/改期 明天下午3点')).toContain('已改期');
  });
});

describe('one of several entered in one go', () => {
  it('is taken back alone when it is one person’s sign-in', async () => {
    const county = await meeting();
    await county.says('zhoumin', 'education1', '/补签 刘志强 王丽华 陈建国');
    county.later();
    expect(await county.says('zhoumin', 'education1', '/撤销 刘志强 误签')).toMatch(
      /已撤销 刘志强 的3月3日“三思三观讨论”的补签（刘志强）/,
    );
    expect(await present(county)).toContain('已签到5/7人');
  });

  it('is a photo of several when it is named', async () => {
    const county = await meeting();
    const images = [
      PIXEL,
      Buffer.concat([PIXEL, Buffer.from('2')]),
      Buffer.concat([PIXEL, Buffer.from('3')]),
    ];
    await county.says('zhoumin', 'education1', '/材料 照片', { images });
    county.later();
    expect(await county.says('zhoumin', 'education1', '/撤销 材料 第2张')).not.toContain('张）');
    const { state } = county.county.stage.app.outlook().progress;
    const [session] = state.sessionsOf(OWN);
    expect(session && state.evidenceOf(session.id)).toHaveLength(2);
    county.county.ignorePosts();
  });
});

describe('rights that go with the office held now', () => {
  it('leave the old branch its meeting when its secretary has moved on, and its new secretary may take it back', async () => {
    const county = await meeting();
    await imports(county, (person) => {
      if (person.id === 'zhoumin') return secretaryOf(person, OTHER);
      return person.id === 'zhaolei' ? secretaryOf(person, OWN) : person;
    });
    expect(await county.whispers('zhoumin', '/撤销 开会')).toContain('您现在不负责那里，没有改动');
    expect(await county.says('zhoumin', 'education1', '/撤销 开会')).toContain('没有改动');
    expect(await county.whispers('zhoumin', '/撤销 赵磊 误签')).toContain('您不能撤销 赵磊 的登记');
    expect(await county.says('zhaolei', 'education1', '/未签')).toContain('已签到3/6人');
    expect(await county.says('zhaolei', 'education1', '/撤销 开会')).toMatch(/周敏 登记的3月3日.*签到3人/s);
    expect(await county.says('zhaolei', 'education1', '/撤销 确认')).toContain('已撤销 周敏 的3月3日');
  });

  it('leave people what is theirs through a transfer', async () => {
    const county = await meeting();
    await county.says('zhaolei', 'education1', '/请假 3月20日 培训');
    await imports(county, (person) => (person.id === 'zhaolei' ? memberOf(person, OTHER) : person));
    expect(await county.says('zhaolei', 'education2', '/撤销 请假')).toContain('✅ 已撤销您的3月20日');
    expect(await county.says('zhaolei', 'education2', '/撤销 签到')).toContain('✅ 已撤销您的3月3日');
  });

  it('do not let a former secretary take back whom they entered', async () => {
    const county = await meeting();
    await county.says('zhoumin', 'education1', '/补签 刘志强');
    await imports(county, (person) => (person.id === 'zhoumin' ? memberOf(person, OTHER) : person));
    expect(await county.whispers('zhoumin', '/撤销 补签')).toContain('没有改动');
  });
});

describe('what the office puts right', () => {
  it('needs a reason, is told to the unit with who and why, and may be old', async () => {
    const county = await meeting();
    county.later(180);
    await county.says('zhoumin', 'education1', '/结束');
    await county.until('2014-03-24', '10:00');
    expect(await county.whispers('wanglihua', '/撤销 赵磊 签到 ')).toContain('要写原因');
    expect(await county.whispers('wanglihua', '/撤销 赵磊 签到 当天在外出差')).toContain('✅ 已撤销 赵磊');
    expect(county.county.postedTexts('education1').at(-1)).toMatch(
      /活动办 王丽华 更正了.*机关第一支部.*赵磊.*签到.*原因：当天在外出差/s,
    );
    county.county.ignorePosts();
    expect(await county.whispers('caoxiaodong', `/补签 ${OWN} 3月3日 刘志强`)).toContain('要写明原因');
    expect(await county.whispers('caoxiaodong', `/补签 ${OWN} 3月3日 刘志强 原因 有照片为证`)).toContain(
      '已补签',
    );
    expect(county.county.postedTexts('education1').at(-1)).toMatch(/补签 刘志强.*有照片为证/s);
    county.county.ignorePosts();
    expect(await county.whispers('caoxiaodong', `/撤销 ${OWN} 开会 没有开过`)).toContain('周敏 登记的3月3日');
    expect(await county.whispers('caoxiaodong', '/撤销 确认')).toContain('✅ 已撤销 周敏 的3月3日');
    expect(county.county.postedTexts('education1').at(-1)).toMatch(/会议登记.*没有开过/s);
  });

  it('is no essay and no leave: they are between a person and the branch', async () => {
    const county = await meeting();
    await county.says('liuzhiqiang', 'education1', '/请假 3月20日 看病');
    await county.says('liuzhiqiang', 'education1', `/体会 ${essayText(3)}`);
    expect(await county.whispers('wanglihua', '/撤销 刘志强 看一看')).toContain('没有可以撤销的登记');
    expect(await county.whispers('zhoumin', '/撤销 刘志强 体会 换一篇')).toContain('✅');
  });

  it('is for the office alone: a secretary cannot do it to another branch', async () => {
    const county = await meeting();
    expect(await county.whispers('liguodong', `/补签 ${OWN} 刘志强 原因 到了`)).toContain('没有处理');
    expect(await county.whispers('liguodong', `/结束 ${OWN} 1小时 原因 到了`)).toContain('没有处理');
    expect(await county.whispers('liguodong', `/撤销 ${OWN} 开会 没有开过`)).toContain('没有');
    expect(await present(county)).toContain('已签到3/7人');
  });
});

describe('the open meeting of a branch without a secretary', () => {
  const PRINCIPAL = 'chenjianguo' as PersonId;

  it('is ended by the principal, who otherwise leaves it to the secretary', async () => {
    const county = await meeting();
    county.later(180);
    expect(await county.says(PRINCIPAL, 'education1', '/结束')).toMatch(/请由 周敏 来发，没有改动/);
    await imports(county, (person) => (person.id === 'zhoumin' ? null : person));
    expect(await county.whispers(PRINCIPAL, `/结束 ${OWN}`)).toMatch(/已结束.*到会3\/6人/);
  });

  it('is ended by the office, with a reason, and the branch is told', async () => {
    const county = await meeting();
    await imports(county, (person) => (person.id === 'zhoumin' ? null : person));
    county.later(180);
    expect(await county.whispers('wanglihua', `/结束 ${OWN} 2小时`)).toContain('要写明原因');
    expect(await county.whispers('wanglihua', `/结束 ${OWN} 2小时 原因 书记已调走`)).toContain('时长2小时');
    expect(county.county.postedTexts('education1')).toEqual([
      expect.stringMatching(/王丽华 更正了.*登记为已结束，时长2小时.*原因：书记已调走/s),
    ]);
  });
});
