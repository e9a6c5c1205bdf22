import { describe, expect, it } from 'vitest';
import { shortDay } from '../../src/wording/format.ts';
import { numberIn } from '../opinions/support.ts';
import type { County } from '../support/county.ts';
import { dayOf, digestsOf, metIds, openNotice, openOf, remindersOf, requirementsOf } from './notice.ts';

const OFFICE = '江澜市总工会';
const ORGANS = '市总机关/机关支部';
const PALACE = '劳动宫/劳动宫支部';
const SCHOOL = '职工夜校/夜校支部';
const BRANCHES = [ORGANS, PALACE, SCHOOL] as const;
type Branch = (typeof BRANCHES)[number];

/** Who is at home where; the secretary, who registers what the branch does, comes first. */
const PEOPLE: Readonly<Record<Branch, readonly [string, ...string[]]>> = {
  [ORGANS]: ['zhuyuanshan', 'luqihang', 'gongsuqin', 'yinxiaotang', 'shanhongye'],
  [PALACE]: ['ningxiaohe', 'luchanggen', 'shengguoping', 'guyusheng', 'jihongmei'],
  [SCHOOL]: ['wenlicheng', 'shabailu'],
};
const EVERYBODY = BRANCHES.flatMap((branch) => PEOPLE[branch]);
const LEADERS = ['luqihang', 'gongsuqin'];
const CLERK = 'yinxiaotang';
const SUPERVISOR = 'kemingyuan';

const TOPIC = '为了谁、依靠谁、我是谁';
const PLAN = '参加人员：全体党员。学习时间：每周五下午。学习内容：规定书目和文件。学习效果：写进年度考核。';
const SUMMARY = '本环节各项任务都已完成，征求到的意见已经改的向职工作了说明，没有改的列了计划。';

/** The office takes the file and changes the name of the union. */
const open = (): Promise<County> =>
  openNotice('nantong-union', {
    at: ['2014-02-26', '08:00'],
    campaign: (text) => text.replace('南通市总工会:', `${OFFICE}:`),
    bound: [OFFICE, ...BRANCHES],
  });

const secretaryOf = (branch: Branch): string => PEOPLE[branch][0];
const unitOf = (branch: Branch): string => branch.slice(0, branch.indexOf('/'));
const branchOf = (person: string): Branch => BRANCHES.find((each) => PEOPLE[each].includes(person)) ?? ORGANS;
const titled = (county: County, id: string): string =>
  requirementsOf(county).find((requirement) => requirement.id === id)?.title ?? id;

/** Says something in private, a minute after what was said before. */
function whisper(county: County, who: string, text: string): Promise<string> {
  county.minutesPass(1);
  return county.whispers(who, text);
}

/** A session from its opening to its end: those present check in, each in the group of the own branch. */
async function meet(
  county: County,
  place: typeof OFFICE | Branch,
  what: string,
  present: readonly string[] = place === OFFICE ? LEADERS : PEOPLE[place],
  hours = 2,
): Promise<string> {
  const by = place === OFFICE ? CLERK : secretaryOf(place);
  expect(await county.says(by, place, `/开会 ${what}`)).toContain('已登记');
  for (const person of present)
    expect(await county.says(person, branchOf(person), '/签到')).toContain('已签到');
  county.minutesPass(hours * 60);
  return county.says(by, place, '/结束');
}

/** A ballot from its opening to its count. */
async function ballot(county: County, unit: string, named: string, voters: readonly string[], vote: string) {
  expect(await whisper(county, SUPERVISOR, `/评议 开始 ${unit} ${named}`)).toContain('评议');
  for (const voter of voters) await whisper(county, voter, `/评议 ${unit} ${vote}`);
  return whisper(county, SUPERVISOR, `/评议 结束 ${unit}`);
}

async function mobilize(county: County): Promise<void> {
  await county.until('2014-03-03', '09:00');
  const hall = EVERYBODY.filter((person) => branchOf(person) !== PALACE || person === 'luchanggen');
  await meet(county, OFFICE, '动员大会 主持 卢启航', hall);
  // Who sat in the union's hall has not held a meeting of the own unit.
  expect(await county.says('ningxiaohe', PALACE, '/进度')).toContain('⬜ 直属单位召开动员大会：还差1次');
  const named = '退出班子老同志 单宏业 评议对象 卢启航、龚素琴';
  const counted = await ballot(county, OFFICE, named, EVERYBODY, '好 卢启航 好 龚素琴 较好');
  expect(counted).toContain('12/13人投了票，已计票');

  await county.until('2014-03-05', '09:00');
  await meet(county, PALACE, '动员会 主持 路长根');
  await ballot(county, '劳动宫', '', PEOPLE[PALACE], '好 路长根 较好');
  for (const group of ['市总班子成员 1-3号', '其他市管干部 1-2号', '退出班子老同志 1-2号'])
    await whisper(county, SUPERVISOR, `/谈话 ${group} 谈了一小时`);
  expect(await whisper(county, SUPERVISOR, '/谈话 部门和直属单位负责人 1-4号')).toContain('个别谈话：已完成');
}

async function planStudy(county: County): Promise<void> {
  await county.until('2014-03-10', '09:00');
  expect(await county.says(CLERK, OFFICE, `/报送 市总学习计划 ${PLAN}`)).toContain('还没有写明：**党组**');
  const complete = await county.says(CLERK, OFFICE, '/报送 市总学习计划 党组：3月6日研究通过');
  expect(complete).toContain('等柯明远审阅');
  const waiting = await county.says(CLERK, OFFICE, '/进度');
  expect(waiting).toMatch(/⬜ 市总学习计划.*还差1份（3月20日前，本县定）/);
  expect(waiting).toContain('“市总学习计划”第2版已报送，等督导审阅');
  await whisper(county, SUPERVISOR, '/审阅 2 同意');
  // Each is shown the papers that are its own to send.
  const papers = await county.says('ningxiaohe', PALACE, '/报送');
  expect(papers).toMatch(/支部学习计划（劳动宫\/劳动宫支部）.*单位工作小结（劳动宫）/s);
  expect(papers).not.toContain('市总');
  for (const [index, branch] of BRANCHES.entries()) {
    await county.says(secretaryOf(branch), branch, `/报送 学习计划 ${PLAN}`);
    // Nobody agrees to the plan of the own branch.
    const reader = branch === ORGANS ? 'guyusheng' : CLERK;
    expect(await whisper(county, reader, `/审阅 ${index + 3} 同意`)).toContain('已同意');
  }
}

async function study(county: County): Promise<void> {
  await county.until('2014-03-12', '14:00');
  await county.says(CLERK, OFFICE, '/开会 讲座');
  expect(await county.says('shanhongye', ORGANS, '/签到 送学上门')).toContain('送学上门');
  for (const person of EVERYBODY.filter((each) => each !== 'shanhongye'))
    await county.says(person, branchOf(person), '/签到');
  county.minutesPass(150);
  await county.says(CLERK, OFFICE, '/结束');

  await county.until('2014-03-17', '08:30');
  const first = await meet(county, OFFICE, '中心组学习', LEADERS, 6);
  expect(first).toContain(`${titled(county, 'center-group')}：已完成`);
  expect(first).toContain('市总领导班子集中学习不少于3天：已1/3天');
  for (const day of ['2014-03-18', '2014-03-19']) {
    await county.until(day, '08:30');
    await meet(county, OFFICE, '班子学习', LEADERS, 6);
  }
  for (const day of ['2014-03-20', '2014-03-21', '2014-03-24'])
    for (const [branch, start] of [
      [PALACE, '08:30'],
      [SCHOOL, '14:45'],
    ] as const) {
      await county.until(day, start);
      await meet(county, branch, '班子学习', PEOPLE[branch].slice(0, 2), 6);
    }
  const atHome = { '2014-03-26': '专题学习', '2014-03-28': '交流会', '2014-04-03': `专题讨论 ${TOPIC}` };
  for (const [day, what] of [...Object.entries(atHome), ['2014-04-10', '大讨论 我是谁'] as const]) {
    await county.until(day, '09:00');
    for (const branch of BRANCHES) await meet(county, branch, what);
  }
  await county.until('2014-04-15', '09:00');
  await meet(county, OFFICE, '现场教育', PEOPLE[ORGANS].slice(0, 4), 4);
}

async function listen(county: County): Promise<void> {
  await county.until('2014-04-17', '09:00');
  for (const leader of LEADERS) {
    expect(await whisper(county, leader, '/联系点 海棠纺织厂工会 集体学习')).toContain('还差1样');
    expect(await whisper(county, leader, '/联系点 海棠纺织厂工会 民主生活会')).toContain('各1次：已完成');
    expect(await whisper(county, leader, '/联系企业 海棠纺织厂')).toContain('已完成');
  }
  for (const chair of ['卢启航', '卢启航', '龚素琴']) await meet(county, OFFICE, `座谈会 主持 ${chair}`);
  for (const branch of [PALACE, SCHOOL] as const) await meet(county, branch, '座谈会');
  await county.until('2014-04-22', '09:00');
  for (const branch of BRANCHES) {
    const numbers: string[] = [];
    for (const people of ['普通干部群众', '职工群众', '老同志', '党外人士'])
      for (const question of ['问效', '问怨', '问症', '问策']) {
        const heard = `/意见 座谈会 ${people} ${question} 转${unitOf(branch)} 说到${unitOf(branch)}的一件事`;
        numbers.push(numberIn(await whisper(county, secretaryOf(branch), heard)));
      }
    await whisper(county, secretaryOf(branch), `/认领 ${numbers.join('、')}`);
  }
  // A moral lecture in April is none in May.
  await county.until('2014-04-25', '14:00');
  const early = await meet(county, OFFICE, '道德讲堂 劳动光荣、创造伟大', PEOPLE[ORGANS]);
  expect(early).not.toContain(titled(county, 'moral-lecture'));
  await county.until('2014-05-06', '14:00');
  const inMay = await meet(county, OFFICE, '道德讲堂 劳动光荣、创造伟大', PEOPLE[ORGANS]);
  expect(inMay).toContain('5月举办道德讲堂1次：已完成');
}

async function sumUp(county: County): Promise<void> {
  await county.until('2014-05-20', '09:00');
  expect(await county.says(CLERK, OFFICE, '/环节 推进')).toContain('单位工作小结');
  for (const [number, branch] of [[6, PALACE] as const, [7, SCHOOL] as const]) {
    await county.says(secretaryOf(branch), branch, `/报送 小结 ${SUMMARY}`);
    expect(await whisper(county, CLERK, `/审阅 ${number} 同意`)).toContain('已同意');
  }
  await county.says(CLERK, OFFICE, `/报送 市总工作小结 ${SUMMARY}`);
  await whisper(county, SUPERVISOR, '/审阅 8 同意');
  expect(await county.says(CLERK, OFFICE, '/环节 推进')).toContain('/环节 同意');
  await county.says(CLERK, OFFICE, '/环节 同意 市委活动办5月26日批复');
  expect(await county.says(CLERK, OFFICE, '/环节 推进')).toContain('查摆问题');
}

describe('the notice of the trade union', () => {
  it('is met from nothing to everything by commands alone', async () => {
    const county = await open();
    for (const part of [mobilize, planStudy, study, listen, sumUp]) await part(county);

    expect(openOf(county, [OFFICE])).toEqual([]);
    const ids = requirementsOf(county).map(({ id }) => id);
    expect([...metIds(county, [OFFICE])].sort()).toEqual(ids.sort());
    const groups = [[CLERK, OFFICE] as const, ...BRANCHES.map((each) => [secretaryOf(each), each] as const)];
    for (const [who, group] of groups) expect(await county.says(who, group, '/进度')).not.toMatch(/⬜|➖/);
    for (const who of [...LEADERS, SUPERVISOR])
      expect(await county.whispers(who, '/进度 我')).not.toMatch(/⬜|➖/);
    county.ignorePosts();
  });

  it('is named with clause and day while nothing is done: in 进度, in a reminder ahead of the day and in the digest', async () => {
    const county = await open();
    await county.whispers('ningxiaohe', '/意见 座谈会 职工群众 问怨 转劳动宫 场馆关门太早');
    const told = [
      await county.says(CLERK, OFFICE, '/进度'),
      await county.says('ningxiaohe', PALACE, '/进度'),
      ...(await Promise.all([...LEADERS, SUPERVISOR].map((who) => county.whispers(who, '/进度 我')))),
    ];
    await county.until('2014-06-10', '18:00');
    county.ignorePosts();
    const digests = digestsOf(county);
    for (const requirement of requirementsOf(county)) {
      const { id, title, clause, advisory } = requirement;
      const due = dayOf(requirement);
      const by = due === null ? '' : `（${shortDay(due, due)}前`;
      expect(
        told.filter((text) => isTold(text, `⬜ ${title}：`, [by, `依据：${clause}`])),
        id,
      ).not.toEqual([]);
      expect(isTold(digests, `> **${title}**`, ['未完成', `依据：${clause}`]), id).toBe(true);
      const reminders = remindersOf(county).filter(({ text }) => text.includes(title));
      if (advisory) expect(reminders, id).toEqual([]);
      else if (due === null)
        expect(
          reminders.every(({ text }) => text.includes('通知没有写日期')),
          id,
        ).toBe(true);
      else {
        const ahead = reminders.filter(({ day }) => day <= due).map(({ text }) => text);
        const named = ahead.some((text) =>
          isTold(text, `**${title}**`, [shortDay(due, due), `依据：${clause}`]),
        );
        expect(named, id).toBe(true);
      }
    }
    // What is the union's own no branch hears of.
    for (const id of ['mobilization-union', 'study-plan', 'center-group', 'site-teaching', 'moral-lecture']) {
      const told = remindersOf(county).filter(({ text }) => text.includes(`**${titled(county, id)}**`));
      expect([...new Set(told.map(({ unit }) => unit))], id).toEqual([OFFICE]);
    }
  });

  it('counts no ballot that was closed before the meeting', async () => {
    const county = await open();
    await ballot(county, '劳动宫', '', PEOPLE[PALACE], '好');
    expect(await county.says('ningxiaohe', PALACE, '/进度')).toMatch(/⬜ 动员大会后.*民主评议：还差1次/);
    county.ignorePosts();
  });

  it('lets a leader have two enterprises and not three', async () => {
    const county = await open();
    await county.whispers('luqihang', '/联系企业 海棠纺织厂');
    expect(await whisper(county, 'luqihang', '/联系企业 长风机床厂')).toContain('已完成');
    expect(await whisper(county, 'luqihang', '/联系企业 青萍食品厂')).toContain('多于最多的2家');
    await whisper(county, 'luqihang', '/撤销 联系企业');
    expect(await whisper(county, 'luqihang', '/联系企业')).toContain('已完成');
    county.ignorePosts();
  });

  it('takes what lies in the box without a name, and has it claimed by the unit it is about', async () => {
    const county = await open();
    await county.whispers('jihongmei', '/匿名意见 职工群众 问怨 转劳动宫 场馆周末不开门');
    await county.until('2014-02-27', '09:00');
    county.ignorePosts();
    const list = await county.whispers(CLERK, '/意见 列表');
    const [number = ''] = /\d{4,}/.exec(list) ?? [];
    expect(await whisper(county, CLERK, `/意见 转 ${number} 劳动宫`)).toContain('劳动宫');
    expect(await county.says('ningxiaohe', PALACE, '/进度')).toContain(
      '件件认领：还差1条（5月20日前，本县定）',
    );
    await whisper(county, 'ningxiaohe', `/认领 ${number}`);
    expect(await county.says('ningxiaohe', PALACE, '/进度')).toMatch(/✅ 已完成：.*件件认领/);
    county.ignorePosts();
  });
});

/** Whether a line with this beginning, or what belongs to it, holds all parts, up to the blank line or the clause. */
function isTold(text: string, beginning: string, parts: readonly string[]): boolean {
  return text
    .split(beginning)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf('\n', rest.indexOf('依据：'))))
    .some((block) => parts.every((part) => block.includes(part)));
}
