import { describe, expect, it } from 'vitest';
import { numberIn } from '../opinions/support.ts';
import type { County, CountyOptions } from '../support/county.ts';
import { PLAN, STUDY_PLAN } from '../support/papers.ts';
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

const BUREAU = '云州市卫生局';
const HOSPITAL = '市第一医院';
const OFFICES = '市第一医院/机关支部';
const WARDS = '市第一医院/内科支部';
const CENTRE = '市疾控中心/中心支部';
const ALL = [BUREAU];

type Place = readonly [who: string, group: string];
/** Who registers meetings and sends papers: of the bureau, of the hospital, of the disease control centre. */
const CLERK: Place = ['miaoqinglan', BUREAU];
const PARTY_OFFICE: Place = ['luoming', HOSPITAL];
const DEPUTY: Place = ['maisui', CENTRE];
const UNITS = [PARTY_OFFICE, DEPUTY] as const;

/** Who comes to a mobilization meeting, and as what. */
const AUDIENCE = {
  bureau: [
    ['gaoyunting', BUREAU, '班子成员'],
    ['shishouzhen', BUREAU, '班子成员'],
    ['zhuangsiqi', BUREAU, '中层干部'],
    ['wenruhai', HOSPITAL, '班子成员'],
    ['xinbainian', CENTRE, '班子成员'],
  ],
  hospital: [
    ['wenruhai', HOSPITAL, '班子成员'],
    ['jiansuxin', OFFICES, '班子成员'],
    ['baishouxin', OFFICES, '老同志代表'],
    ['shaou', WARDS, '中层干部'],
    ['sangtian', WARDS, '职工代表'],
  ],
  centre: [
    ['xinbainian', CENTRE, '班子成员'],
    ['maisui', CENTRE, '班子成员'],
    ['liyuan', CENTRE, '中层干部'],
    ['gudao', CENTRE, '老同志代表'],
    ['shulang', CENTRE, '职工代表'],
  ],
} as const;

const CENTRE_PEOPLE = AUDIENCE.centre.slice(0, 3).map(([who, group]) => [who, group] as const);
const WARD_PEOPLE = ['shaou', 'liuyiyi', 'sangtian', 'wendi'].map((who) => [who, WARDS] as const);
/** Who comes to a forum, by the place that holds it. */
const FORUM: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  [BUREAU]: AUDIENCE.bureau.slice(0, 2).map(([who, group]) => [who, group] as const),
  [HOSPITAL]: [['luoming', HOSPITAL], ...WARD_PEOPLE],
  [CENTRE]: CENTRE_PEOPLE,
};

/** Who holds the ballot on a unit, and whom they name beside its leaders. */
const BALLOTS = [
  [
    'cuiheng',
    BUREAU,
    '直属单位班子成员：温如海、简素心、辛柏年、麦穗 机关工作人员：庄思齐、苗青岚、丁望舒 服务对象：闻笛',
  ],
  [
    'dingwangshu',
    HOSPITAL,
    '中层干部：沙鸥、柳依依 职工代表：桑田、闻笛 老同志代表：白守信 服务对象：栗原、舒朗、古道',
  ],
  [
    'dingwangshu',
    '市疾控中心',
    '中层干部：栗原 职工代表：舒朗 老同志代表：古道 服务对象：桑田、闻笛、柳依依、沙鸥、白守信',
  ],
] as const;

/** Monday of the first week. */
const open = (options: CountyOptions = {}): Promise<County> =>
  openNotice('changzhou-health', {
    at: ['2014-02-24', '10:00'],
    bound: [BUREAU, HOSPITAL, OFFICES, WARDS, CENTRE],
    ...options,
  });

/** Says it in private a minute later. */
async function say(county: County, who: string, text: string): Promise<string> {
  county.minutesPass(1);
  return county.whispers(who, text);
}

/** A meeting from opening to end; the answer to its end. */
async function meet(
  county: County,
  [clerk, group]: Place,
  words: string,
  people: readonly (readonly [who: string, group: string, as?: string])[],
): Promise<string> {
  county.minutesPass(1);
  expect(await county.says(clerk, group, `/开会 ${words}`)).toContain('已登记');
  for (const [who, where, as = ''] of people)
    expect(await county.says(who, where, `/签到 ${as}`)).toContain('已签到');
  county.minutesPass(90);
  const closed = await county.says(clerk, group, '/结束');
  county.ignorePosts();
  return closed;
}

/** Whoever is on turn finds the paper in the queue and agrees to it. */
async function approve(county: County, reader: string, unit: string, type: string): Promise<string> {
  const queue = await say(county, reader, '/审阅');
  const number = new RegExp(`第\\*\\*(\\d+)\\*\\*号　${unit}　${type}`).exec(queue)?.[1];
  const reply = await say(county, reader, `/审阅 ${number} 同意`);
  expect(reply).toContain('已同意');
  county.ignorePosts();
  return reply;
}

/** Plan and speech are sent and agreed to. */
async function preparePapers(county: County, [clerk, group]: Place, unit: string): Promise<void> {
  for (const type of ['实施方案', '动员讲话']) {
    expect(await county.says(clerk, group, `/报送 ${type} ${PLAN}`)).toContain('等丁望舒');
    await approve(county, 'dingwangshu', unit, type);
  }
}

/** Everybody who may vote does so; the answer to the count. */
async function vote(county: County, holder: string, unit: string): Promise<string> {
  const { appraisals } = county.stage.app.books.state;
  const voters = appraisals.open().find((each) => each.unit === unit)?.voters ?? [];
  for (const { person } of voters)
    expect(await say(county, person, `/评议 ${unit} 较好 形式主义 一般`)).toContain('已投票');
  return say(county, holder, `/评议 结束 ${unit}`);
}

describe('the notice of the health bureau', () => {
  it('is met from nothing by commands alone', async () => {
    const county = await open();

    // 一 A leading group, contact points, and the papers agreed to before anything else.
    for (const [clerk, group] of UNITS)
      expect(
        await county.says(clerk, group, '/报送 领导小组文件 成立教育实践活动领导小组及其办公室，书记任组长'),
      ).toContain('已报送');
    for (const leader of ['gaoyunting', 'shishouzhen'])
      expect(await say(county, leader, '/联系点 市第一医院 市疾控中心')).toContain('全覆盖：已完成');
    await preparePapers(county, PARTY_OFFICE, '市第一医院');
    await preparePapers(county, DEPUTY, '市疾控中心');

    // 二 Forms half a day ahead, the meeting, and the ballots after it.
    await county.until('2014-02-25', '09:00');
    for (const [holder, unit, named] of BALLOTS)
      expect(await say(county, holder, `/评议 开始 ${unit} ${named}`)).toContain('评议人员10人');
    expect(await say(county, 'dingwangshu', '/评议 结束 市第一医院')).toContain('评议表要提前发');
    await county.until('2014-02-25', '14:00');
    await meet(county, CLERK, '动员大会', AUDIENCE.bureau);
    expect(await county.says('luoming', HOSPITAL, '/进度')).toContain('⬜ 召开动员大会');
    for (const [place, audience] of [
      [PARTY_OFFICE, AUDIENCE.hospital],
      [DEPUTY, AUDIENCE.centre],
    ] as const) {
      const closed = await meet(county, place, '动员大会', audience);
      expect(closed).toContain('✅ 审阅同意以后才开动员大会：已完成');
      expect(closed).toMatch(/✅ 动员大会职工代表不多于参会人员的五分之一：.*已完成/);
    }
    for (const [holder, unit] of BALLOTS) expect(await vote(county, holder, unit)).toContain('10/10人投了票');
    const talks = ['市第一医院 班子成员 1-3号', '市第一医院 老同志 1-2号', '市第一医院 中层干部 1-2号'];
    for (const talk of [...talks, '市第一医院 服务对象 1-2号', '市疾控中心 班子成员 1-2号'])
      expect(await say(county, 'dingwangshu', `/谈话 ${talk}`)).toContain('已登记谈话');
    await say(county, 'dingwangshu', '/谈话 市疾控中心 老同志 1号');
    await say(county, 'dingwangshu', '/谈话 市疾控中心 中层干部 1号');
    expect(await say(county, 'dingwangshu', '/谈话 市疾控中心 服务对象 1号')).toContain('个别谈话：已完成');

    // 三 A plan with its four points, and the kinds of study.
    await county.until('2014-03-03', '08:30');
    for (const [[clerk, group], unit] of [
      [PARTY_OFFICE, '市第一医院'],
      [DEPUTY, '市疾控中心'],
    ] as const) {
      expect(
        await county.says(clerk, group, '/报送 学习计划 参加人员：全体党员。学习时间：每周五下午。'),
      ).toContain('还没有写明：**内容、效果、党委研究**');
      await county.says(clerk, group, `/报送 学习计划 ${STUDY_PLAN}`);
      await approve(county, 'dingwangshu', unit, '学习计划');
    }
    await meet(county, CLERK, '中心组学习', AUDIENCE.bureau.slice(0, 2));
    expect(
      await meet(county, PARTY_OFFICE, '中心组学习', [['wenruhai', HOSPITAL]]),
      'one leader of two is no study of the leadership',
    ).toContain('班子成员到会1/2人，没有过半，不计');
    expect(await meet(county, PARTY_OFFICE, '中心组学习', AUDIENCE.hospital.slice(0, 2))).toContain(
      '党委中心组学习会1次：已完成',
    );
    await meet(county, DEPUTY, '专题学习', CENTRE_PEOPLE);
    for (const words of ['党员学习交流会', '大讨论 我是谁']) {
      await meet(county, CLERK, words, AUDIENCE.bureau.slice(0, 3));
      await meet(county, PARTY_OFFICE, words, [
        ['wenruhai', HOSPITAL],
        ['luoming', HOSPITAL],
        ['jiansuxin', OFFICES],
        ...WARD_PEOPLE,
      ]);
      await meet(county, DEPUTY, words, CENTRE_PEOPLE);
    }
    expect(await county.says('maisui', CENTRE, '/补签 古道 送学上门 原因 行动不便')).toContain(
      '送学上门：古道',
    );

    // 四 Forums for whoever leads, and opinions word for word to the supervisors.
    await county.until('2014-03-12', '08:30');
    for (const [place, name, times] of [
      [CLERK, '高云亭', 2],
      [CLERK, '石守真', 1],
      [PARTY_OFFICE, '温如海', 2],
      [PARTY_OFFICE, '简素心', 1],
      [DEPUTY, '辛柏年', 2],
      [DEPUTY, '麦穗', 1],
    ] as const)
      for (let time = 0; time < times; time++) {
        const [, group] = place;
        await meet(county, place, `座谈会 主持 ${name}`, FORUM[group] ?? []);
      }
    for (const [[clerk], unit] of [
      [PARTY_OFFICE, '市第一医院'],
      [DEPUTY, '市疾控中心'],
    ] as const) {
      numberIn(await say(county, clerk, `/意见 座谈会 服务对象 问怨 转${unit} 排队太久，没有人管`));
      expect(await say(county, clerk, '/意见 报送')).toContain('按原话报送督导组（丁望舒');
    }

    // 五 Rules that are mended.
    for (const [[clerk, group], name] of [
      [CLERK, '苗青岚'],
      [PARTY_OFFICE, '骆明'],
      [DEPUTY, '麦穗'],
    ] as const) {
      await county.says(clerk, group, `/建章立制 完善 首问负责制 ${name} 4月30日`);
      county.minutesPass(1);
      expect(await county.says(clerk, group, '/建章立制 1 印发')).toContain('都办成了');
    }

    // 六 A summary that is read, sent up and agreed to; and only then the next phase.
    await county.until('2014-04-21', '08:30');
    expect(await county.says('miaoqinglan', BUREAU, '/环节 推进')).toContain('“阶段总结”还没有报送');
    for (const [clerk, group] of [CLERK, ...UNITS]) await county.says(clerk, group, `/报送 总结 ${PLAN}`);
    await approve(county, 'cuiheng', BUREAU, '阶段总结');
    for (const unit of ['市第一医院', '市疾控中心']) {
      await approve(county, 'dingwangshu', unit, '阶段总结');
      await approve(county, 'miaoqinglan', unit, '阶段总结');
    }
    expect(await county.says('miaoqinglan', BUREAU, '/环节 推进')).toContain('上级同意');
    await county.says('miaoqinglan', BUREAU, '/环节 同意 市委活动办4月20日批复');
    expect(await county.says('miaoqinglan', BUREAU, '/环节 推进')).toContain('转入“查摆问题、开展批评”');

    expect(openOf(county, ALL)).toEqual([]);
    expect([...standingsOf(county, ALL)].filter(([, status]) => status !== 'met')).toEqual([
      // The city's own supervisor talks to nobody here.
      ['interviews 崔衡', 'idle'],
    ]);
    expect([...metIds(county, ALL)].toSorted()).toEqual(
      requirementsOf(county)
        .map(({ id }) => id)
        .toSorted(),
    );
    for (const [who, unit] of [
      ['luoming', '市第一医院'],
      ['maisui', '市疾控中心'],
    ] as const)
      expect(await county.whispers(who, `/进度 ${unit}`)).not.toMatch(/⬜|➖/);
    expect(await county.says('miaoqinglan', BUREAU, '/进度')).not.toContain('⬜');
    county.ignorePosts();
  });

  it('is named, each requirement with clause and day, where it is not done', async () => {
    const county = await open();
    // An opinion can only wait once there is one; an order can only be broken by a meeting.
    await county.whispers('luoming', '/意见 座谈会 服务对象 问怨 转市第一医院 挂号排队太久');
    await meet(county, DEPUTY, '动员大会', AUDIENCE.centre);
    const requirements = requirementsOf(county);
    const people = ['gaoyunting', 'wenruhai', 'dingwangshu', 'xinbainian', 'shishouzhen', 'jiansuxin'];
    const reports = await Promise.all(people.map((who) => county.whispers(who, '/进度')));
    for (const each of requirements)
      expect(
        reports.some((report) => isNamed(report, { ...each, due: each.advisory ? null : each.due })),
        each.id,
      ).toBe(true);

    await county.until('2014-05-21', '18:00');
    county.ignorePosts();
    const reminders = remindersOf(county);
    const digests = digestsOf(county);
    for (const requirement of requirements) {
      const { id, title, advisory } = requirement;
      const due = dayOf(requirement);
      const about = reminders.filter(({ text }) => text.includes(`**${title}**`));
      if (advisory) expect(about, id).toEqual([]);
      else if (due === null) {
        // Nobody has set a date: only when the campaign is about to end.
        expect(about.length, id).toBeGreaterThan(0);
        for (const { day, text } of about) {
          expect(text, id).toContain('通知没有写日期，活动5月21日结束');
          expect(day >= '2014-05-12', id).toBe(true);
        }
      } else
        expect(
          about.some(({ day, text }) => day < due && isNamed(text, requirement)),
          id,
        ).toBe(true);
      expect(isNamed(digests, requirement), id).toBe(true);
    }
    // The hospital calls its meeting; its wards are not asked for one of their own.
    expect(reminders.filter(({ unit, text }) => unit === WARDS && text.includes('召开动员大会'))).toEqual([]);
    expect(reminders.some(({ unit, text }) => unit === HOSPITAL && text.includes('召开动员大会'))).toBe(true);
  });

  it('flags a mobilization meeting that came before the papers were agreed to, or was mostly staff', async () => {
    const county = await open({ campaign: (text) => text.replace('small_unit: 30', 'small_unit: 3') });
    expect(await county.says('luoming', HOSPITAL, '/开会 动员大会')).toContain(
      '“动员大会”开会前，实施方案、动员讲话还没有经审阅同意，先后次序不合要求',
    );
    for (const who of ['sangtian', 'wendi', 'liuyiyi']) await county.says(who, WARDS, '/签到 职工代表');
    for (const [who, where, as] of AUDIENCE.hospital.slice(0, 3))
      await county.says(who, where, `/签到 ${as}`);
    county.minutesPass(60);
    const closed = await county.says('luoming', HOSPITAL, '/结束');
    expect(closed).toContain('“动员大会”职工代表3人，超过到会6人的1/5');
    expect(closed).toContain('先后次序不合要求');
    const report = await county.says('luoming', HOSPITAL, '/进度');
    expect(report).toContain('⬜ 审阅同意以后才开动员大会');
    expect(report).toContain('⬜ 动员大会职工代表不多于参会人员的五分之一');
  });

  it('counts a forum for whoever chaired it, and says so when it ends', async () => {
    const county = await open();
    const alone = await meet(county, PARTY_OFFICE, '座谈会 主持 温如海', [PARTY_OFFICE]);
    expect(alone, 'one person is no forum').toContain('不足2人，不计');
    const closed = await meet(county, PARTY_OFFICE, '座谈会 主持 温如海', FORUM[HOSPITAL] ?? []);
    expect(closed).toContain(
      '⬜ 主要负责人召开座谈会2次听取意见：已1/2次，还差1次（5月6日前，本县定）（温如海）',
    );
    expect(closed).not.toContain('没有变化');
    expect(await meet(county, PARTY_OFFICE, '座谈会', [PARTY_OFFICE])).toContain('完成情况没有变化');
  });

  it('wants two to three contact points of each leader, and all units together', async () => {
    const county = await open();
    expect(await say(county, 'shishouzhen', '/联系点 市第一医院')).toContain('已1/2–3个，还差1个');
    expect(await say(county, 'gaoyunting', '/联系点 市第一医院、市疾控中心')).toContain('全覆盖：已完成');
    expect(await say(county, 'wenruhai', '/进度 我')).not.toContain('局领导');
  });

  it('lets nobody of a unit hold its ballot, and counts none that is too small or early', async () => {
    const county = await open();
    const [, [holder, unit, named]] = BALLOTS;
    expect(await say(county, 'wenruhai', `/评议 开始 ${unit} ${named}`)).not.toContain('✅');
    expect(await say(county, holder, `/评议 开始 ${unit} 中层干部：沙鸥`)).toContain('至少要有10人');
    await say(county, holder, `/评议 开始 ${unit} ${named}`);
    county.minutesPass(180);
    for (const who of ['shaou', 'wendi']) await say(county, who, '/评议 市第一医院 好');
    expect(await say(county, holder, `/评议 结束 ${unit}`)).toContain('不满10张，不计票');
    expect(await say(county, 'wenruhai', '/进度 市第一医院')).toContain('⬜ 动员大会后开展民主评议');
    county.ignorePosts();
  });
});
