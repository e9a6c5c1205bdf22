import { describe, expect, it } from 'vitest';
import { numberIn } from '../opinions/support.ts';
import { type County, essayText, PIXEL } from '../support/county.ts';
import {
  expectTold,
  isNamed,
  metIds,
  openNotice,
  openOf,
  remindersOf,
  requirementsOf,
  standingsOf,
  types,
} from './notice.ts';

const CENTRE = '县服务中心/中心支部';
const TOWN = '清源镇/镇机关支部';
const OFFICE = '云溪县活动办';
const UNITS = ['县服务中心', '清源镇'];
const CENTRE_PEOPLE = ['hejianping', 'linxiaoyu', 'tangming'];
const TOWN_PEOPLE = ['ludayong', 'weixiaoling', 'fangzhiming', 'yujiajia', 'fengnianxi'];
const LEADERS = ['hejianping', 'ludayong', 'weixiaoling'];

/** What the notice demands. */
const DEMANDED =
  'collective-study five-modes readings three-thoughts essay discussion-evidence exemplars principal-visits resident-visits pairing wishes opinions principal-leads'.split(
    ' ',
  );

const open = (at: readonly [string, string] = ['2014-03-03', '09:00']): Promise<County> =>
  openNotice('xianju', { at, bound: [OFFICE, CENTRE, TOWN] });

/** A session of the centre, joined by the town; everybody of both checks in. */
async function joint(county: County, opening: string, minutes: number): Promise<string> {
  expect(await county.says('linxiaoyu', CENTRE, `/开会 ${opening} 联合 清源镇`)).toContain('已登记');
  for (const person of CENTRE_PEOPLE) await county.says(person, CENTRE, '/签到');
  for (const person of TOWN_PEOPLE) await county.says(person, TOWN, '/签到');
  county.minutesPass(minutes);
  const closed = await county.says('linxiaoyu', CENTRE, '/结束');
  county.ignorePosts();
  return closed;
}

/** A discussion of half a day that a branch holds by itself. */
async function discuss(county: County, secretary: string, group: string, people: readonly string[]) {
  await county.says(secretary, group, '/开会 讨论 三思三观 半天');
  for (const person of people) await county.says(person, group, '/签到');
  county.minutesPass(185);
  expect(await county.says(secretary, group, '/结束')).toContain('不少于半天：');
}

/** An opinion from the first word to the answer. */
async function seeThrough(county: County, gatherer: string, opinion: string, head: string, person: string) {
  const number = numberIn(await types(county, gatherer, `/意见 ${opinion}`));
  await types(county, head, `/认领 ${number}`);
  await types(county, head, `/整改 ${number} ${person} 4月30日 增派人手`);
  await types(county, head, `/整改 ${number} 完成 人手已到位`);
  await types(county, 'zhenghai', `/核实 ${number} 通过`);
  expect(await types(county, head, `/反馈 ${number} 已增派人手`)).toContain('已答复');
}

describe('the notice of Xianju', () => {
  it('asks all that the notice demands', async () => {
    const county = await open();
    county.ignorePosts();
    expect(requirementsOf(county).map(({ id }) => id)).toEqual(expect.arrayContaining(DEMANDED));
  });

  it('is met from nothing by commands alone', async () => {
    const county = await open();
    county.ignorePosts();

    // 一 Five ways of studying, three days of it, and six titles.
    for (const [day, mode] of [
      ['2014-03-04', '全员轮学'],
      ['2014-03-05', '现场教学'],
      ['2014-03-06', '群组共学'],
    ] as const) {
      await county.until(day, '09:00');
      await joint(county, `集中学习 ${mode} 全天`, 360);
    }
    await county.until('2014-03-07', '09:00');
    await joint(county, '报告会 学先进典型 结对互学 2小时', 120);
    expect(await joint(county, '座谈会 学先进典型 定向帮学 2小时', 120)).toContain('五种都开展');
    for (const leader of LEADERS)
      expect(await types(county, leader, '/读书 1 2 3 4 5 6')).toContain('研读六种书目：已完成');

    // 二 Three thoughts: half a day, an essay each, and what proves it.
    await county.until('2014-03-11', '08:30');
    await discuss(county, 'linxiaoyu', CENTRE, CENTRE_PEOPLE);
    await county.until('2014-03-12', '08:30');
    await discuss(county, 'weixiaoling', TOWN, TOWN_PEOPLE);
    for (const [index, person] of [...CENTRE_PEOPLE, ...TOWN_PEOPLE].entries())
      expect(await types(county, person, `/体会 三思三观 ${essayText(index)}`)).toContain('已收到');
    for (const [secretary, group] of [
      ['linxiaoyu', CENTRE],
      ['weixiaoling', TOWN],
    ] as const) {
      await county.says(secretary, group, '/材料 照片', { images: [PIXEL] });
      await county.says(secretary, group, '/材料 记录 大家谈了入户的体会。');
      expect(await county.says(secretary, group, '/材料 信息 开展了集中讨论。')).toContain('要报的材料齐了');
    }
    county.ignorePosts();

    // 三 Models, each under the name of its kind of unit.
    expect(await county.says('linxiaoyu', CENTRE, '/典型 提名 唐明 窗口十年无投诉')).toContain('服务标兵');
    county.minutesPass(1);
    expect(await county.says('weixiaoling', TOWN, '/典型 提名 方志明 天天在村里')).toContain(
      '老百姓的贴心人',
    );
    expect(await county.says('luojing', OFFICE, '/典型 表彰 1')).toContain('唐明');

    // 四 Households, wishes, villages and opinions.
    await county.until('2014-03-20', '09:00');
    for (const [index, person] of [...CENTRE_PEOPLE, ...TOWN_PEOPLE].entries())
      await types(county, person, `/结对 河东村 ${index + 1}户`);
    await county.says('linxiaoyu', CENTRE, '/心愿 河东村修水渠 目标：水到地头 唐明 4月20日');
    await county.says('weixiaoling', TOWN, '/心愿 柳树湾村装路灯 目标：亮到村口 俞佳佳 4月20日');
    expect(await county.says('weixiaoling', TOWN, '/心愿 日历')).toContain('柳树湾村装路灯');
    expect(await county.says('tangming', CENTRE, '/心愿 1 办成 已经通水')).toContain('都办成了');
    await county.says('yujiajia', TOWN, '/心愿 1 完成 十二盏都亮了');
    await types(county, 'ludayong', '/走访 河东村');
    await types(county, 'ludayong', '/走访 柳树湾村');
    await types(county, 'ludayong', '/走访 河东村困难户 1-3户');
    expect(await types(county, 'ludayong', '/走访 柳树湾村困难户 1-2户')).toContain('困难户：已完成');
    await types(county, 'fangzhiming', '/走访 河东村 1-20户');
    expect(await types(county, 'fangzhiming', '/走访 河东村 21-25户')).toContain('所驻村的户：已完成');
    expect(await types(county, 'yujiajia', '/走访 柳树湾村 1-18户')).toContain('所驻村的户：已完成');
    for (const source of ['问卷', '民主恳谈', '来信']) {
      await seeThrough(
        county,
        'tangming',
        `${source} 服务对象 问怨 转县服务中心 窗口排队太久`,
        'hejianping',
        '唐明',
      );
      await seeThrough(
        county,
        'fangzhiming',
        `${source} 老同志 问效 转清源镇 赶集那天路太堵`,
        'ludayong',
        '俞佳佳',
      );
    }

    expect(openOf(county, UNITS)).toEqual([]);
    expect([...metIds(county, UNITS)].toSorted()).toEqual(
      requirementsOf(county)
        .map(({ id }) => id)
        .toSorted(),
    );
    for (const [who, unit] of [
      ['hejianping', '县服务中心'],
      ['ludayong', '清源镇'],
    ] as const) {
      const report = await types(county, who, `/进度 ${unit}`);
      expect(report).not.toContain('⬜');
      const [, done = ''] = /✅ 已完成：(.*)/.exec(report) ?? [];
      expect(done.split('；').length).toBeGreaterThanOrEqual(11);
      expect(await types(county, who, '/进度 我')).not.toContain('⬜');
    }
    await county.until('2014-05-16', '18:00');
    county.ignorePosts();
    const reminded = remindersOf(county).filter(({ day }) => day > '2014-03-20');
    expect(reminded.map(({ unit }) => unit).filter((unit) => !unit.startsWith('县农业局'))).toEqual([]);
  });

  it('is named, each requirement with clause and day, where it is not done', async () => {
    const county = await open();
    // Essays, evidence, wishes and answers can only be lacking once there is something to write about, to prove, to fulfil, to answer.
    await county.until('2014-03-04', '08:30');
    await discuss(county, 'linxiaoyu', CENTRE, ['linxiaoyu', 'tangming']);
    await county.says('linxiaoyu', CENTRE, '/心愿 河东村修水渠 目标：水到地头 唐明 4月20日');
    await types(county, 'tangming', '/意见 问卷 服务对象 问怨 转县服务中心 窗口排队太久');
    const requirements = requirementsOf(county);
    expect([...standingsOf(county, UNITS).values()]).toContain('unmet');

    const reports = await Promise.all(
      ['hejianping', 'ludayong', 'fangzhiming', 'weixiaoling'].map((who) => types(county, who, '/进度')),
    );
    expect(reports[1]).toContain('0/2人已完成（5月11日前，本县定），还差：方志明、俞佳佳（另有3人还不用办）');
    const unnamed = requirements.filter((each) => !reports.some((report) => isNamed(report, each)));
    expect(unnamed).toEqual([]);

    await county.until('2014-05-16', '18:00');
    county.ignorePosts();
    expectTold(county);
  });

  it('takes a unit to mean its kind of model, and shows a principal who stays away', async () => {
    const county = await open();
    county.ignorePosts();
    expect(await county.says('weixiaoling', TOWN, '/典型 提名 服务标兵 方志明 天天在村里')).toContain(
      '老百姓的贴心人',
    );
    expect(await county.says('sundawei', OFFICE, '/典型 提名 郑海 事迹')).not.toContain('✅');
    await county.says('weixiaoling', TOWN, '/开会 集中学习 全天');
    for (const who of ['weixiaoling', 'fangzhiming', 'yujiajia']) await county.says(who, TOWN, '/签到');
    county.minutesPass(360);
    await county.says('weixiaoling', TOWN, '/结束');
    expect(await types(county, 'ludayong', '/进度 我')).toMatch(
      /⬜ 主要负责人带头参加本单位的学习：还差1次.*（提倡）/,
    );
  });

  it('warns when two units go to the same village in the same days', async () => {
    const county = await open();
    county.ignorePosts();
    await types(county, 'fangzhiming', '/走访 计划 河东村 3月12日');
    expect(await types(county, 'tangming', '/走访 计划 河东村 3月14日')).toMatch(/已安排[\s\S]*⚠️ 同一地方/);
  });
});
