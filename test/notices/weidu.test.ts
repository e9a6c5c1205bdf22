import { describe, expect, it } from 'vitest';
import { numberIn } from '../opinions/support.ts';
import type { County } from '../support/county.ts';
import {
  expectTold,
  isNamed,
  metIds,
  openNotice,
  openOf,
  requirementsOf,
  standingsOf,
  types,
} from './notice.ts';

const OFFICE = '文昌区活动办';
const STREET = '东关街道/街道机关支部';
const COMMUNITY = '东关社区/社区支部';
const UNITS = ['东关街道'];
const STREET_PEOPLE = ['fengqiming', 'qihong', 'shilei', 'songxiaoqing', 'haojianjun'];
const COMMUNITY_PEOPLE = ['baiyumei', 'tianfeng', 'meichanglin'];
/** Who is named as a voter when a ballot opens, by group; the unit's own members are voters without being named. */
const NAMED = {
  东关街道: '基层单位：白玉梅、田丰 服务对象：丁桂香、顾大年、梅长林 群众代表：尤小兰',
  东关社区: '基层单位：石磊、宋小青、郝建军 服务对象：丁桂香、顾大年 群众代表：尤小兰、邵宇',
} as const;
const VOTERS = {
  东关街道: [
    ...STREET_PEOPLE,
    'baiyumei',
    'tianfeng',
    'dingguixiang',
    'gudanian',
    'meichanglin',
    'youxiaolan',
  ],
  东关社区: [
    ...COMMUNITY_PEOPLE,
    ...['shilei', 'songxiaoqing', 'haojianjun', 'dingguixiang', 'gudanian', 'youxiaolan', 'shaoyu'],
  ],
} as const;

/** What the notice demands. */
const DEMANDED = 'span three-educations mass-appraisal revisit opinions contact-points problem-lists'.split(
  ' ',
);

const open = (at: readonly [string, string] = ['2014-03-10', '09:00']): Promise<County> =>
  openNotice('weidu', { at, bound: [OFFICE, STREET, COMMUNITY] });

/** Two hours of a session of the street, joined by the community; everybody checks in. */
async function educate(county: County, opening: string): Promise<string> {
  await county.says('qihong', STREET, `/开会 ${opening} 联合 东关社区`);
  for (const person of STREET_PEOPLE) await county.says(person, STREET, '/签到');
  for (const person of COMMUNITY_PEOPLE) await county.says(person, COMMUNITY, '/签到');
  county.minutesPass(120);
  const closed = await county.says('qihong', STREET, '/结束');
  county.ignorePosts();
  return closed;
}

/** A secret ballot on a unit's leadership, in which everybody but these people votes. */
async function appraise(county: County, unit: keyof typeof NAMED, ...away: string[]): Promise<string> {
  const opened = await types(county, 'tongjianguo', `/评议 开始 ${unit} ${NAMED[unit]}`);
  expect(opened).toContain('评议人员');
  const voters = VOTERS[unit].filter((voter) => !away.includes(voter));
  for (const voter of voters) await types(county, voter, `/评议 ${unit} 较好`);
  county.ignorePosts();
  return types(county, 'tongjianguo', `/评议 结束 ${unit}`);
}

describe('the notice of Weidu', () => {
  it('asks all that the notice demands', async () => {
    const county = await open();
    county.ignorePosts();
    expect(requirementsOf(county).map(({ id }) => id)).toEqual(expect.arrayContaining(DEMANDED));
  });

  it('is met from nothing by commands alone', async () => {
    const county = await open();
    county.ignorePosts();

    // 三（一）1 Three educations, and three months from the unit's own first one.
    expect(await educate(county, '理论教育 宣讲辅导')).toContain('理论教育');
    await county.until('2014-03-18', '09:00');
    await educate(county, '专题教育 三问三行');
    await county.until('2014-03-25', '09:00');
    expect(await educate(county, '参观学习')).toContain('各1次：');

    // 三（一） Everybody who is to judge does so in secret.
    await county.until('2014-04-08', '09:00');
    for (const unit of ['东关街道', '东关社区'] as const)
      expect(await appraise(county, unit)).toContain('已计票');

    // 三（一）2 Leaders listen at their contact points; households helped before are asked again.
    for (const leader of ['fengqiming', 'qihong'])
      expect(await types(county, leader, '/联系点 东关社区 听意见')).toContain('征求意见：已完成');
    await county.says('shilei', STREET, '/走访 东关社区 1-5户 已解决');
    expect(await county.says('shilei', STREET, '/走访 东关社区 6户 未解决')).toContain('还要写明');
    expect(
      await county.says('shilei', STREET, '/走访 东关社区 6户 原因：缺劳力 办法：介绍务工 时限：6月底'),
    ).toContain('回头看');

    // 三（一）2 Opinions: kept as they were said, sorted, claimed, put right, answered.
    const raised = [
      ['shilei', '走访 服务对象 转东关街道 办低保跑了五趟，方法太简单', 'fengqiming', '石磊'],
      ['shilei', '问卷 群众代表 转东关街道 办低保要跑五趟', 'fengqiming', '石磊'],
      ['tianfeng', '座谈会 群众代表 转东关社区 账目没有公开', 'baiyumei', '田丰'],
    ] as const;
    for (const [gatherer, opinion, head, person] of raised) {
      const number = numberIn(await types(county, gatherer, `/意见 ${opinion}`));
      await types(county, head, `/认领 ${number}`);
      const lists = await types(county, head, `/意见 定 ${number} 工作`);
      expect(lists).toContain('1');
      expect(await types(county, head, `/意见 定 ${number} 工作 3`)).toContain('问题清单');
      await types(county, head, `/整改 ${number} ${person} 4月30日 一次讲清`);
      await types(county, head, `/整改 ${number} 完成 已讲清`);
      await types(county, 'tongjianguo', `/核实 ${number} 通过`);
      expect(await types(county, head, `/反馈 ${number} 今后一次讲清`)).toContain('已答复');
    }
    const braided = await types(county, 'fengqiming', '/意见 梳辫子');
    expect(braided).toMatch(/相近的2条[\s\S]*单独的/);
    for (const [, opinion] of raised) expect(braided).toContain(opinion.split(' ').at(-1));

    // 一 The last lesson, more than three months after the first.
    await county.until('2014-06-11', '09:00');
    expect(await educate(county, '理论教育 案例教育')).toContain('不少于3个月：本支部已完成');

    expect(openOf(county, UNITS)).toEqual([]);
    expect([...metIds(county, UNITS)].toSorted()).toEqual(
      requirementsOf(county)
        .map(({ id }) => id)
        .toSorted(),
    );
    for (const [who, unit] of [
      ['fengqiming', '东关街道'],
      ['baiyumei', '东关社区'],
    ] as const)
      expect(await types(county, who, `/进度 ${unit}`)).not.toContain('⬜');
  });

  it('is named, each requirement with clause and day, where it is not done', async () => {
    const county = await open();
    await types(county, 'shilei', '/意见 走访 服务对象 转东关街道 办低保跑了五趟');
    const requirements = requirementsOf(county);
    expect([...standingsOf(county, UNITS).values()]).toContain('unmet');
    const reports = [await types(county, 'fengqiming', '/进度'), await types(county, 'qihong', '/进度')];
    const unnamed = requirements.filter((each) => !reports.some((report) => isNamed(report, each)));
    expect(unnamed).toEqual([]);

    await county.until('2014-09-26', '18:00');
    county.ignorePosts();
    expectTold(county);
  });

  it('counts the three months of each unit from its own beginning', async () => {
    const county = await open();
    county.ignorePosts();
    await educate(county, '理论教育');
    await county.until('2014-05-12', '09:00');
    county.ignorePosts();
    await county.says('baiyumei', COMMUNITY, '/开会 基地教育');
    for (const person of COMMUNITY_PEOPLE) await county.says(person, COMMUNITY, '/签到');
    county.minutesPass(120);
    const closed = await county.says('baiyumei', COMMUNITY, '/结束');
    expect(closed).toContain('集中教育时间不少于3个月：已2/3个月，还差1个月（9月30日前，通知定）');
    expect(await county.says('qihong', STREET, '/进度')).toContain(
      '不少于3个月：还差3个月（9月30日前，通知定）',
    );
  });

  it('wants all four groups at the ballot, and says which one stayed away', async () => {
    const county = await open();
    county.ignorePosts();
    await appraise(county, '东关街道', 'youxiaolan');
    expect(await county.says('qihong', STREET, '/进度')).toContain('群众代表');
  });

  it('asks the households of the street, not of the community below it, and takes the community’s help', async () => {
    const county = await open();
    county.ignorePosts();
    expect(standingsOf(county, UNITS).get('revisit 东关社区')).toBe('idle');
    await types(county, 'tianfeng', '/走访 东关社区 2户 已解决');
    expect(await types(county, 'shilei', '/走访')).toContain('已1/6户');
  });

  it('shows each kind of unit its own list of problems', async () => {
    const county = await open();
    county.ignorePosts();
    const number = numberIn(await types(county, 'tianfeng', '/意见 座谈会 群众代表 转东关社区 账目没有公开'));
    const lists = await types(county, 'baiyumei', `/意见 定 ${number} 工作`);
    expect(lists).toContain('办事不公开不透明不公平');
    expect(lists).not.toContain('惠民政策缩水走样');
    expect(await types(county, 'baiyumei', `/意见 定 ${number} 工作 办事不公开`)).toContain('办事不公开');
  });
});
