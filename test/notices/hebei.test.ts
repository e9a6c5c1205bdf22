import { describe, expect, it } from 'vitest';
import { numberIn } from '../opinions/support.ts';
import type { County, CountyOptions } from '../support/county.ts';
import {
  dayOf,
  digestsOf,
  isNamed,
  metIds,
  openNotice,
  openOf,
  remindersOf,
  requirementsOf,
  standingsOf,
} from './notice.ts';

const OFFICE = '云河县活动办';
const COUNTY = '云河县领导班子';
const BUREAU = '县人社局/机关支部';
const TOWN = '青石镇/镇机关支部';
const VILLAGE = '河湾村/河湾村支部';
const ALL = [OFFICE];

/** Who answers for each unit, and the unit as it is called in commands. */
const HEADS = [
  ['menghuaiyuan', COUNTY, '孟怀远'],
  ['songzhixing', '县人社局', '宋知行'],
  ['hechanghe', '青石镇', '贺长河'],
  ['tianmancang', '河湾村', '田满仓'],
] as const;

/** Tuesday of the first week, the first reminders read. */
async function open(options: CountyOptions = {}): Promise<County> {
  const bound = [OFFICE, COUNTY, BUREAU, TOWN, VILLAGE];
  const county = await openNotice('hebei', { at: ['2014-04-08', '09:00'], bound, ...options });
  await county.until('2014-04-08', '09:30');
  county.ignorePosts();
  return county;
}

/** A session from opening to end; the answer to its end. */
async function meet(
  county: County,
  [secretary, group]: readonly [string, string],
  words: string,
  people: readonly (readonly [who: string, group: string])[],
): Promise<string> {
  expect(await county.says(secretary, group, `/开会 ${words}`)).toContain('已登记');
  for (const [who, where] of people) expect(await county.says(who, where, '/签到')).toContain('已签到');
  county.minutesPass(400);
  const closed = await county.says(secretary, group, '/结束 6小时');
  county.ignorePosts();
  return closed;
}

/** Says it in private a minute later. */
async function say(county: County, who: string, text: string): Promise<string> {
  county.minutesPass(1);
  return county.whispers(who, text);
}

describe('the notice of Hebei', () => {
  it('is met from nothing by commands alone', async () => {
    const county = await open();
    const leaders = [
      ['xingkaiyuan', COUNTY],
      ['luojianshen', COUNTY],
    ] as const;
    const village = [
      ['tianmancang', VILLAGE],
      ['tianxiaohe', VILLAGE],
    ] as const;

    // 群组发〔2014〕7号 一 The leaders study first: a plan of four points, five days, topic by topic.
    const draft = await county.says(
      'menghuaiyuan',
      COUNTY,
      '/报送 学习计划 重点是规定书目，方式以集中学习为主，先学一步、学深一层。',
    );
    expect(draft).toContain('还没有写明：**时间、要求**');
    expect(await county.says('menghuaiyuan', COUNTY, '/报送 计划 时间：每周五下午 要求：人人发言')).toContain(
      '要点齐了',
    );
    for (const [day, topic] of [
      ['2014-04-09', '焦裕禄精神'],
      ['2014-04-10', '群众路线'],
      ['2014-04-11', '理想信念'],
      ['2014-04-14', '党风党纪'],
    ] as const) {
      await county.until(day, '08:30');
      await meet(county, ['menghuaiyuan', COUNTY], `集中学习 ${topic} 1天`, leaders);
    }
    await county.until('2014-04-15', '08:30');
    expect(await meet(county, ['menghuaiyuan', COUNTY], '讨论 群众路线 1天', leaders)).toContain(
      '领导班子集中学习5天左右：已完成',
    );
    for (const leader of ['xingkaiyuan', 'luojianshen', 'fangqiming', 'hechanghe'])
      expect(await say(county, leader, '/党课 《走好群众路线》 河湾村')).toContain('讲党课1次：已完成');

    // Those at the counter study in turns; the village studies little and to the point, and nobody is left out.
    for (const [day, secretary, group, people] of [
      ['2014-04-16', 'songzhixing', BUREAU, ['fangqiming', 'songzhixing']],
      ['2014-04-17', 'songzhixing', BUREAU, ['qiaoyifan']],
      ['2014-04-18', 'baixiaotang', TOWN, ['baixiaotang']],
    ] as const) {
      await county.until(day, '08:30');
      const there = people.map((who) => [who, group] as const);
      expect(await meet(county, [secretary, group], '集中学习 分批学习 1天', there)).not.toContain('窗口');
    }
    await county.until('2014-04-21', '08:30');
    await meet(county, ['linzhiwei', OFFICE], '培训 1天', [['tianmancang', VILLAGE]]);
    await county.until('2014-04-22', '08:30');
    await meet(county, ['tianmancang', VILLAGE], '讨论 身边人讲身边事', village);
    expect(await county.says('tianmancang', VILLAGE, '/补签 田有福 送学上门 原因 行动不便')).toContain(
      '送学上门：田有福',
    );
    await county.until('2014-04-23', '08:30');
    await meet(county, ['tianmancang', VILLAGE], '专题片', village);
    await county.until('2014-04-24', '08:30');
    await county.says('tianmancang', VILLAGE, '/开会 党课 开放式党课');
    expect(await county.says('tianyuanzhi', VILLAGE, '/签到 线上')).toContain('线上');
    await county.says('tianmancang', VILLAGE, '/签到');
    county.minutesPass(90);
    await county.says('tianmancang', VILLAGE, '/结束');
    expect(await county.says('songzhixing', BUREAU, '/补签 4月17日 谭秋月 送学上门 原因 年纪大了')).toContain(
      '谭秋月',
    );

    // 二 Opinions: word for word, given to the unit concerned and claimed by it.
    for (const [head, unit] of HEADS) {
      const number = numberIn(await say(county, 'jiangshouzheng', `/意见 走访 困难群众 ${unit}办事太慢`));
      expect(await say(county, 'linzhiwei', `/意见 转 ${number} ${unit}`)).toContain('请在');
      expect(await say(county, head, `/认领 ${number}`)).toContain('已认领');
    }

    // 三 Found, mended, shown.
    for (const [head, unit, name] of HEADS) {
      expect(await say(county, head, `/立行立改 ${unit} 大厅里没处坐 ${name} 5月20日`)).toContain(
        `第1件（${unit}）`,
      );
      await say(county, head, `/立行立改 ${unit} 1 整改 添了椅子`);
      expect(await say(county, head, `/立行立改 ${unit} 1 公示 贴在门口`)).toContain('都办成了');
    }

    // 四 What the supervisor looks at.
    for (const [, unit] of HEADS)
      for (const point of [1, 2, 3, 4, 5])
        await say(county, 'jiangshouzheng', `/督导 ${unit} ${point} 看过了`);

    // 冀群组发〔2014〕33号 A look back, gaps filled, the province's own forms, and a report.
    for (const [head, unit] of HEADS) {
      expect(await say(county, head, `/回头看 ${unit} 1是2否3是4是`)).toContain('3/4条');
      expect(await say(county, head, `/回头看 ${unit} 2 是`)).toContain('4/4条达到要求，都达到了');
      const deployed = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((point) => `${point}已部署`).join('');
      await say(county, head, `/查漏补缺 ${unit} ${deployed}10还没部署`);
      expect(await say(county, head, `/查漏补缺 ${unit} 10 正在部署`)).toContain('都达到了');
      expect(await say(county, head, `/自查 六个一 ${unit} 1已落实2已落实3已落实`)).toContain('都达到了');
    }
    for (const [day, form] of [
      ['2014-05-12', '读原著'],
      ['2014-05-13', '学纪实'],
      ['2014-05-14', '看专辑'],
      ['2014-05-15', '听报告'],
    ] as const) {
      await county.until(day, '08:30');
      await meet(county, ['linzhiwei', OFFICE], form, [
        ...leaders,
        ['fangqiming', BUREAU],
        ['songzhixing', BUREAU],
        ['hechanghe', TOWN],
        ['baixiaotang', TOWN],
        ...village,
      ]);
    }
    await county.says(
      'menghuaiyuan',
      COUNTY,
      '/报送 情况报告 通知下发后，县委常委会逐条学习对照，开展了回头看和查漏补缺，立行立改四件。',
    );

    expect(openOf(county, ALL)).toEqual([]);
    expect([...standingsOf(county, ALL)].filter(([, status]) => status !== 'met')).toEqual([]);
    expect([...metIds(county, ALL)].toSorted()).toEqual(
      requirementsOf(county)
        .map(({ id }) => id)
        .toSorted(),
    );
    for (const [head, unit] of HEADS) {
      const report = await county.whispers(head, `/进度 ${unit}`);
      expect(report).toMatch(/✅ 已完成：.*“回头看”四条都做到/);
      expect(report).not.toMatch(/⬜|➖/);
    }
    county.ignorePosts();
  });

  it('is named, each requirement with clause and day, where it is not done', async () => {
    const county = await open();
    // An opinion can only wait once there is one, an item be open, and a counter be empty.
    await county.whispers('jiangshouzheng', '/意见 走访 困难群众 转县人社局 低保办得太慢');
    await county.says('songzhixing', BUREAU, '/立行立改 中午窗口没人 乔一帆 5月20日');
    await callEverybody(county);
    const requirements = requirementsOf(county);
    const heads = ['xingkaiyuan', 'fangqiming', 'hechanghe', 'tianmancang'];
    const reports = await Promise.all(heads.map((who) => county.whispers(who, '/进度')));
    for (const each of requirements)
      expect(
        reports.some((report) => isNamed(report, { ...each, due: each.advisory ? null : each.due })),
        each.id,
      ).toBe(true);

    await county.until('2014-06-16', '18:00');
    county.ignorePosts();
    const reminders = remindersOf(county);
    const digests = digestsOf(county);
    for (const requirement of requirements) {
      const { id, title, advisory } = requirement;
      const due = dayOf(requirement);
      const about = reminders.filter(({ text }) => text.includes(title));
      if (advisory) expect(about, id).toEqual([]);
      else
        expect(
          about.some(({ day, text }) => day < (due ?? '') && isNamed(text, requirement)),
          id,
        ).toBe(true);
      expect(isNamed(digests, requirement), id).toBe(true);
    }
  });

  it('is followed up after a “no”: the unit is told until it says “yes”, and urged on once a week at most', async () => {
    const county = await open();
    await county.says('songzhixing', BUREAU, '/回头看 1是2否 还没有开座谈会，3是4是');
    expect(await county.says('songzhixing', BUREAU, '/进度')).toContain(
      '“回头看”第2条答的是“否”（还没有开座谈会）：是否在直接听取群众意见上下了功夫。做好后再答一次：/回头看 2',
    );
    expect(await county.whispers('jiangshouzheng', '/催办 县人社局 回头看')).toContain('1项');
    expect(county.postedTexts(BUREAU).at(-1)).toMatch(/“回头看”四条都做到.*[\s\S]*冀群组发〔2014〕33号 二/);
    expect(await county.whispers('jiangshouzheng', '/催办 县人社局')).not.toContain('✅');
    expect(await county.whispers('linzhiwei', '/回头看 县人社局 2 是')).not.toContain('✅');
    county.minutesPass(1);
    expect(await county.says('songzhixing', BUREAU, '/回头看 2 是')).toContain('都达到了');
    await county.until('2014-06-16', '18:00');
    expect(county.postedTexts(BUREAU).filter((text) => text.includes('“回头看”四条'))).toEqual([]);
    county.ignorePosts();
  });

  it('asks to hear of conduct where work crowds it out, and sends up what concerns others', async () => {
    const county = await open();
    for (const text of ['路灯不亮', '水压太低', '公交太少', '停车太难'])
      await say(county, 'songzhixing', `/意见 走访 基层群众 转县人社局 ${text}`);
    const other = numberIn(await say(county, 'songzhixing', '/意见 访谈 干部 电费单看不懂'));
    expect(await county.says('songzhixing', BUREAU, '/进度')).toContain(
      '工作方面的意见4条，四风方面的0条，请多听作风方面的意见',
    );
    expect(await say(county, 'linzhiwei', `/意见 上报 ${other}`)).toContain('省委活动办');
  });

  it('asks a lecture of leaders who are party members, and of no others', async () => {
    const county = await open({
      roster: (data) => ({
        ...data,
        people: data.people.map((person) =>
          person.name === '罗见深'
            ? { ...person, duties: person.duties.filter(({ role }) => role !== 'member') }
            : person,
        ),
      }),
    });
    expect(await county.whispers('luojianshen', '/进度 我')).not.toContain('讲党课');
    expect(await county.whispers('xingkaiyuan', '/进度 我')).toContain(
      '党员领导干部为基层讲党课1次：还差1次',
    );
  });

  it('says so when study leaves nobody at the counter', async () => {
    const county = await open();
    expect(await callEverybody(county)).toContain('把全单位的人都叫去了，窗口没有留人，下次请分批');
    expect(await county.whispers('fangqiming', '/进度 县人社局')).toContain('把全单位的人都叫去了');
    expect(await county.says('linzhiwei', OFFICE, '/进度')).toMatch(/⬜ 分批组织集中学习.*：县人社局/);
  });
});

/** Everybody of the bureau who is not retired studies at once; the answer to the end of it. */
async function callEverybody(county: County): Promise<string> {
  await county.says('songzhixing', BUREAU, '/开会 集中学习 半天');
  for (const who of ['fangqiming', 'songzhixing', 'qiaoyifan']) await county.says(who, BUREAU, '/签到');
  county.minutesPass(180);
  return county.says('songzhixing', BUREAU, '/结束');
}
