import { describe, expect, it } from 'vitest';
import { openRosterStore } from '../../src/roster/store.ts';
import { essayText, type GroupName, openCounty, sampleRoster } from '../support/county.ts';

const OWN = 'education1' satisfies GroupName;
const OTHER = 'health' satisfies GroupName;

/** One of each role. All but the supervisor are at home in 县教育局/机关第一支部; hers to look after is 县卫生局. */
const SPEAKERS = {
  member: 'zhaolei',
  secretary: 'zhoumin',
  leader: 'liuzhiqiang',
  principal: 'chenjianguo',
  supervisor: 'zhenghaitao',
  office: 'wanglihua',
} as const;
type Role = keyof typeof SPEAKERS;

/**
 * Written by hand: who gets an answer where, of member, secretary, leader, principal, supervisor, office. `+` it is done or shown,
 * `-` refused, `g` only in a group, `p` only in private.
 */
const TABLE: readonly (readonly [text: string, own: string, other: string, alone: string])[] = [
  ['/帮助', '++++++', '++++++', '++++++'],
  ['/我的', '++++++', '++++++', '++++++'],
  ['/网页', 'pppppp', 'pppppp', '++++++'],
  ['/签到', '++++++', '++++++', '++++++'],
  ['/绑定 县教育局/机关第一支部', '-+---+', '-----+', 'gggggg'],
  ['/绑定 县卫生局/机关支部', '-----+', '-----+', 'gggggg'],
  ['/改期 明天', '-+----', '------', '-+---+'],
  ['/取消 停电', '-+----', '------', '-+---+'],
  ['/结束', '-+-+-+', '-----+', '-+-+-+'],
  ['/补签 赵磊', '-+---+', '-----+', '-+---+'],
  ['/口令', 'pppppp', 'pppppp', '-+---+'],
  ['/材料 记录 大家谈了入户', '++++-+', '------', '++++++'],
  ['/进度', '++++-+', '----++', '++++++'],
  ['/进度 县教育局', '--++-+', '--++-+', '--++-+'],
  ['/进度 县卫生局', '----++', '----++', '----++'],
  ['/进度 云溪县活动办', '-----+', '-----+', '-----+'],
  ['/未签', '-+++-+', '----++', '-+++++'],
  ['/名单 体会', '-+++-+', '----++', '-+++++'],
  ['/名单 县卫生局', '----++', '----++', '----++'],
  ['/调阅 孙晓燕', 'pppppp', 'pppppp', '-+----'],
  ['/调阅 陈建国', 'pppppp', 'pppppp', '-+-+-+'],
  ['/周报', '-+---+', '-----+', '-+-+-+'],
  ['/周报 发送', '-----+', '-----+', '-----+'],
  ['/导出', '-+++-+', '----++', '-+++++'],
  ['/总结稿 县教育局', 'pppppp', 'pppppp', '--++--'],
  ['/总结稿 云溪县活动办', 'pppppp', 'pppppp', '-----+'],
  ['/未送达', '-----+', '-----+', '-----+'],
  ['/开会 集中学习', '-+----', '------', '-+---+'],
];

const REFUSED = {
  '-': /需要由|由支部保存|只有本人和所在支部的书记/,
  g: /要在支部群里用/,
  p: /只给您一个人看/,
} as const;
/** The answer is about the matter: not refused, and not lost on the way to it. */
const DEALT_WITH =
  /^(?!.*(?:需要由|由支部保存|只有本人和|要在支部群里|只给您一个人看|出了意外|没有看懂|没有对应起来))/s;

const rank = (expected: string): number => (expected === '+' ? 1 : 0);

describe('who may do what, said in the groups themselves', () => {
  it.each(TABLE)('%s', async (text, own, other, alone) => {
    const county = await openCounty({ bound: [OWN, OTHER, 'office'] });
    await county.whispers('sunxiaoyan', `/体会 三思三观 ${essayText(1)}`);
    await county.whispers('chenjianguo', `/体会 三思三观 ${essayText(2)}`);
    const roles = Object.keys(SPEAKERS) as Role[];
    // Who may do nothing speaks before who may, so that nothing is refused only because it was done already.
    const places = [
      ['alone', alone, (who: string) => county.whispers(who, text)],
      ['other', other, (who: string) => county.says(who, OTHER, text)],
      ['own', own, (who: string) => county.says(who, OWN, text)],
    ] as const;
    const tried = places.flatMap(([place, row, say]) =>
      roles.map((role, index) => ({ place, role, say, expected: row[index] ?? '' })),
    );
    for (const { place, role, say, expected } of tried.toSorted(
      (a, b) => rank(a.expected) - rank(b.expected),
    )) {
      const wanted =
        expected === '-' || expected === 'g' || expected === 'p' ? REFUSED[expected] : DEALT_WITH;
      expect(`${place} ${role}: ${await say(SPEAKERS[role])}`).toMatch(wanted);
      // A binding that was allowed is put back.
      if (text.startsWith('/绑定') && expected === '+')
        for (const group of [OWN, OTHER] as const) await county.bind(group);
    }
    county.ignorePosts();
  });

  it('a secretary in another branch’s group opens, settles and corrects nothing there', async () => {
    const county = await openCounty({ bound: [OWN, OTHER] });
    await county.says('shihongxia', OTHER, '/开会 集中学习 口令');
    for (const text of ['/开会 讨论', '/结束', '/补签 严明', '/绑定 县教育局/机关第一支部'])
      expect(await county.says('zhoumin', OTHER, text)).toContain('需要由');
    const code = /\d{4}(?=\*\*)/.exec(await county.whispers('shihongxia', '/口令'))?.[0];
    expect(code).toMatch(/^\d{4}$/);
    for (const who of ['zhoumin', 'yanming']) expect(await county.whispers(who, '/口令')).not.toContain(code);
    expect(await county.says('yanming', OTHER, '/签到')).toContain('要报口令');
    expect(await county.says('yanming', OTHER, `/签到 ${code}`)).toContain('已签到');
  });

  it('takes identity from the platform alone: a name or userid typed into the text is nobody', async () => {
    const county = await openCounty({ bound: [OWN] });
    expect(await county.says('zhaolei', OWN, '@周敏 /开会 集中学习')).toContain('需要由');
    expect(await county.says('zhaolei', OWN, '/开会 集中学习 from=zhoumin')).toContain('需要由');
  });

  it('an import takes effect with the next tick: who has left is a stranger, who has moved keeps the essay', async () => {
    const county = await openCounty({ bound: [OWN, OTHER, 'education2'] });
    await county.whispers('zhaolei', `/体会 三思三观 ${essayText(7)}`);
    await county.says('zhoumin', OWN, '/开会 集中学习');
    await county.says('zhaolei', OWN, '/签到');
    await county.says('sunxiaoyan', OWN, '/签到');
    const { units, people, former } = await sampleRoster();
    const second = units.find(({ id }) => id === '县教育局/机关第二支部')?.id;
    const changed = people
      .filter(({ id }) => id !== 'sunxiaoyan')
      .map((person) =>
        person.id === 'zhaolei' && second
          ? { ...person, home: second, duties: [{ role: 'member' as const, unit: second }] }
          : person,
      );
    await openRosterStore(county.folder).import({ units, people: changed, former }, county.clock.now());
    expect(await county.whispers('sunxiaoyan', '/我的')).toContain('孙晓燕');
    await county.stage.app.tick();

    expect(await county.whispers('sunxiaoyan', '/我的')).toContain('名册里还没有您的账号');
    expect(await county.says('sunxiaoyan', OWN, '/签到')).toContain('名册里还没有您的账号');
    expect(await county.says('zhoumin', OWN, '/未签')).toMatch(/\/5人/);

    expect(await county.whispers('zhaolei', '/调阅')).toContain('第7件事');
    expect(await county.whispers('zhaolei', '/我的')).toMatch(/机关第二支部.*集中学习.*体会文章/s);
    // The new branch's secretary may read it, the old one's no longer.
    expect(await county.whispers('liguodong', '/调阅 赵磊')).toContain('第7件事');
    expect(await county.whispers('zhoumin', '/调阅 赵磊')).toContain('只有本人');
    expect(await county.whispers('zhaolei', '/撤销 体会')).toContain('已撤销');
  });
});
