import { describe, expect, it } from 'vitest';
import type { Campaign, DigestRules } from '../../src/campaign/campaign.ts';
import { loadCampaign } from '../../src/campaign/load.ts';
import { may } from '../../src/dialogue/access.ts';
import { composeDigest, planDigests } from '../../src/outreach/digest.ts';
import type { Reach } from '../../src/outreach/outlook.ts';
import { planReminders } from '../../src/outreach/reminders.ts';
import { parseRoster } from '../../src/roster/parse.ts';
import { type Person, personId, type RosterData, type UnitId } from '../../src/roster/roster.ts';
import { atOnce } from '../../src/time/steps.ts';
import { dataOf, type Row, sheetOf } from '../roster/sheets.ts';
import { openCounty } from '../support/county.ts';
import { EVERY_GROUP, keysOf, only, World, xianju } from './support/world.ts';

const id = (name: string): UnitId => name as UnitId;
const CITY = id('市活动办');
const COUNTY = id('临川县');
const TOWN = id('青石镇');
const VILLAGE = id('青石镇/石桥村支部');
const MILL = id('青石镇/磨坊村支部');
const OTHER_TOWN = id('白水镇');
const OTHER = id('白水镇/泉口村支部');
const NEIGHBOUR = id('望江县');
const FRIDAY = '2014-03-07 17:00';

const at = (unit: string, above: string, category: string): Row => ({
  单位: unit,
  上级单位: above,
  类别: category,
});
const who = (name: string, account: string, unit: string, branch: string, role = ''): Row => ({
  姓名: name,
  账号: account,
  单位: unit,
  支部: branch,
  角色: role,
});

/** City → county → town → village. */
const ROSTER: RosterData = dataOf(
  parseRoster(
    sheetOf(
      at(CITY, '', ''),
      at(COUNTY, CITY, '机关'),
      at(TOWN, COUNTY, '机关'),
      at(OTHER_TOWN, COUNTY, '机关'),
      at(NEIGHBOUR, CITY, '机关'),
      who('邵明', 'shao', CITY, '', '办公室'),
      who('郭宁', 'guo', COUNTY, '', '书记、主要负责人'),
      who('潘越', 'pan', TOWN, '机关支部', '主要负责人'),
      who('葛青', 'ge', TOWN, '石桥村支部', '书记'),
      who('殷桥', 'yin', TOWN, '石桥村支部'),
      who('覃磨', 'qin', TOWN, '磨坊村支部', '书记'),
      who('卫泉', 'wei', OTHER_TOWN, '泉口村支部', '书记'),
      who('尹江', 'yinjiang', NEIGHBOUR, '望江支部', '书记'),
    ),
  ),
);

const cityWith = (units: DigestRules['units'], campaign: Campaign = xianju()): World =>
  new World({ ...ROSTER, campaign: { ...campaign, digest: { ...campaign.digest, units } } });

const groupsOf = (...units: UnitId[]): Reach => ({
  reachesPerson: () => false,
  reachesGroup: (unit) => units.includes(unit),
});

function personOf(world: World, account: string): Person {
  const person = world.roster.person(personId(account));
  if (!person) throw new Error(account);
  return person;
}

const digests = (...args: Parameters<typeof planDigests>) =>
  atOnce(planDigests(...args)).map(({ message }) => message);

describe('a tree of four levels', () => {
  it('lets a duty reach as deep as the tree goes, and never sideways or up', () => {
    const { roster } = cityWith('none');
    const reach = (account: string) =>
      [CITY, COUNTY, TOWN, VILLAGE, OTHER, NEIGHBOUR].filter((unit) =>
        may(personOf(cityWith('none'), account), '名单', unit, roster),
      );
    expect(reach('shao')).toEqual([CITY, COUNTY, TOWN, VILLAGE, OTHER, NEIGHBOUR]);
    expect(reach('guo')).toEqual([COUNTY, TOWN, VILLAGE, OTHER]);
    expect(reach('pan')).toEqual([TOWN, VILLAGE]);
    expect(reach('ge')).toEqual([VILLAGE]);
  });

  it('counts a county’s day of study for every village below it, and a village’s own for itself alone', () => {
    const world = cityWith('none', only('three-thoughts'));
    const { requirements } = world.campaign;
    const met = (unit: UnitId) =>
      world
        .progress()
        .rollup(unit)
        .flatMap((rollup) => rollup.met);
    world.meets(VILLAGE, '2014-03-05 09:00', 240, ['ge', 'yin'], '三思三观');
    expect(requirements).toHaveLength(1);
    expect(met(CITY)).toEqual([]);
    world.meets(COUNTY, '2014-03-06 09:00', 240, ['guo', 'pan', 'ge', 'qin', 'wei'], '三思三观');
    expect(met(CITY)).toEqual([COUNTY, TOWN, OTHER_TOWN]);
    expect(met(COUNTY)).toEqual([COUNTY, TOWN, OTHER_TOWN]);
    expect(met(TOWN)).toEqual([TOWN]);
    expect(world.progress().rollup(CITY)[0]?.missing).toEqual([NEIGHBOUR]);
  });

  it('rolls up to what counting the parts one by one gives', () => {
    const world = cityWith('none', only('essay'));
    world.meets(COUNTY, '2014-03-05 09:00', 240, ['guo', 'pan', 'ge', 'wei'], '三思三观');
    for (const account of ['ge', 'wei', 'guo']) world.writes(account, '2014-03-06 09:00');
    const counted = (unit: UnitId) => world.progress().coverage(unit)[0];
    const parts = [TOWN, OTHER_TOWN].map(counted);
    expect(counted(COUNTY)?.met.length).toBe(parts.flatMap((part) => part?.met ?? []).length + 1);
    expect(counted(COUNTY)?.missing.length).toBe(parts.flatMap((part) => part?.missing ?? []).length);
    expect(counted(CITY)?.asked).toHaveLength(ROSTER.people.length);
  });

  it('sends a reminder to the nearest group above that there is, and never to the city office', () => {
    const world = cityWith('none', only('essay'));
    world.meets(COUNTY, '2014-03-05 09:00', 240, ['guo', 'pan', 'ge', 'qin', 'wei'], '三思三观');
    const groups = (reach: Reach) =>
      atOnce(planReminders(world.outlook('2014-04-10 09:00'), reach)).flatMap(({ to }) =>
        to.kind === 'group' ? to.unit : [],
      );
    expect(groups(EVERY_GROUP)).toEqual(expect.arrayContaining([COUNTY, VILLAGE, MILL, OTHER]));
    expect(groups(groupsOf(CITY, COUNTY, TOWN, VILLAGE)).toSorted()).toEqual(
      [COUNTY, TOWN, VILLAGE].toSorted(),
    );
    expect(groups(groupsOf(CITY, COUNTY))).toEqual([COUNTY]);
  });
});

describe('digests of units', () => {
  it('are sent by nobody who has not asked for them', () => {
    const world = cityWith('none');
    expect(keysOf(digests(world.outlook(FRIDAY), EVERY_GROUP))).toEqual([`digest/${CITY}/2014-W10`]);
  });

  it('go to every unit with a group of its own, once a week, and to no branch', () => {
    const world = cityWith('all');
    const reach = groupsOf(CITY, COUNTY, TOWN, VILLAGE);
    const first = world.queue(digests(world.outlook(FRIDAY), reach), FRIDAY);
    expect(keysOf(first)).toEqual([CITY, COUNTY, TOWN].map((unit) => `digest/${unit}/2014-W10`));
    expect(first.map(({ to }) => to)).toEqual([CITY, COUNTY, TOWN].map((unit) => ({ kind: 'group', unit })));
    expect(digests(world.outlook('2014-03-07 17:01'), reach)).toEqual([]);
    expect(keysOf(digests(world.outlook('2014-03-14 17:00'), groupsOf(CITY, TOWN)))).toEqual([
      `digest/${CITY}/2014-W11`,
      `digest/${TOWN}/2014-W11`,
    ]);
  });

  it('go to the categories the campaign names', () => {
    const data = ROSTER.units.map((unit) => (unit.id === COUNTY ? { ...unit, category: '县' } : unit));
    const campaign = { ...xianju(), digest: { ...xianju().digest, units: ['县'] } };
    const world = new World({ ...ROSTER, units: data, campaign });
    expect(keysOf(digests(world.outlook(FRIDAY), EVERY_GROUP))).toEqual(
      [CITY, COUNTY].map((unit) => `digest/${unit}/2014-W10`),
    );
  });

  it('tell each level of its own part: of its units, and within one unit of its branches', () => {
    const world = cityWith('all', only('essay'));
    world.meets(COUNTY, '2014-03-05 09:00', 240, ['guo', 'pan', 'ge', 'qin', 'wei'], '三思三观');
    world.writes('wei', '2014-03-06 09:00');
    world.writes('qin', '2014-03-06 09:00');
    const late = '2014-04-10 17:00';
    const text = (unit: UnitId) => composeDigest(world.outlook(late), unit);
    expect(text(CITY)).toMatch(/第15周周报\*\*　.*已完成2人，未完成4人，2人暂时没有要做的/s);
    expect(text(CITY)).toContain(`：${COUNTY}、${TOWN}`);
    expect(text(COUNTY)).toMatch(/第15周周报\*\*（临川县）　.*已完成2人，未完成4人/s);
    expect(text(TOWN)).toMatch(/第15周周报\*\*（青石镇）　.*已完成1人，未完成3人/s);
    expect(text(TOWN)).toContain('：青石镇 机关支部、青石镇 石桥村支部\n');
    expect(text(TOWN)).toContain('**三、上次周报以来新完成的**\n> “三思三观”体会文章1篇：青石镇 磨坊村支部');
    expect(text(OTHER_TOWN)).toContain('1人全部完成');
    for (const unit of [COUNTY, TOWN, OTHER_TOWN]) expect(text(unit)).not.toMatch(/望江|班子成员体会文章/);
    expect(text(OTHER_TOWN)).not.toContain('青石镇');
  });

  it('tell the same success to each group once', () => {
    const world = cityWith('all', only('essay'));
    world.meets(TOWN, '2014-03-05 09:00', 240, ['pan', 'ge', 'qin'], '三思三观');
    world.writes('qin', '2014-03-06 09:00');
    const fresh = (unit: UnitId, when: string) =>
      composeDigest(world.outlook(when), unit).split('**三、')[1]?.split('**四、')[0] ?? '';
    expect(fresh(TOWN, FRIDAY)).toContain('磨坊村支部');
    world.queue(digests(world.outlook(FRIDAY), groupsOf(CITY, TOWN)), FRIDAY);
    expect(fresh(TOWN, '2014-03-14 17:00')).toContain('没有新增');
    for (const account of ['pan', 'ge', 'yin']) world.writes(account, '2014-03-10 09:00');
    // The county's group had no digest yet and hears it for the first time; the town's hears what is new to it.
    expect(fresh(COUNTY, '2014-03-14 17:00')).toContain(`：${TOWN}`);
    expect(fresh(TOWN, '2014-03-14 17:00')).toMatch(/：青石镇 机关支部、青石镇 石桥村支部\n/);
  });

  it('count what their own people have to look at again, and name messages that did not reach them alone', () => {
    const world = cityWith('all');
    world.meets(VILLAGE, '2014-03-05 08:00', 500, ['ge', 'yin']);
    world.queue(digests(world.outlook('2014-03-05 17:00'), groupsOf(CITY)), '2014-03-05 17:00');
    for (const unit of [VILLAGE, OTHER]) {
      const key = `remind/${unit}/2014-03-06`;
      const content = { type: 'markdown', text: '提醒', mention: [] } as const;
      const message = {
        key,
        to: { kind: 'group', unit },
        content,
        covers: [],
        nudges: [],
        expires: null,
      } as const;
      world.queue([message], '2014-03-06 09:00');
      world.notes(key, '2014-03-06 09:01', 'refused', '群机器人已被移除');
    }
    const text = (unit: UnitId) => composeDigest(world.outlook(FRIDAY), unit);
    expect(text(TOWN)).toMatch(/青石镇 石桥村支部：群机器人已被移除.*请告诉活动办.*另有1处记录/s);
    expect(text(TOWN)).not.toContain('泉口村');
    expect(text(OTHER_TOWN)).toContain('泉口村支部：群机器人已被移除');
    expect(text(OTHER_TOWN)).not.toContain('处记录');
    expect(text(CITY)).toMatch(/石桥村支部：.*泉口村支部：.*改好后重新导入.*另有1处记录/s);
  });

  it('are previewed by who answers for the unit, who sees the units below it one by one in 进度 too', async () => {
    const address = (key: number) => `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=group-${key}`;
    const units = ROSTER.units.map((unit, index) => ({ ...unit, webhook: address(index) }));
    const county = await openCounty({ roster: () => ({ ...ROSTER, units }), bound: [COUNTY, TOWN] });
    expect(await county.whispers('guo', '/周报')).toContain('第10周周报**（临川县）');
    expect(await county.says('guo', TOWN, '/周报')).toContain('需要由 市活动办');
    expect(await county.whispers('pan', '/周报')).toContain('第10周周报**（青石镇）');
    expect(await county.says('guo', COUNTY, '/进度')).toMatch(/临川县、青石镇、白水镇/);
    county.ignorePosts();
  });
});

describe('the option in the campaign file', () => {
  const FILE = `id: a
title: 活动
document: 〔2014〕1号
start: 2014-03-03
end: day 75
digest: { units: DIGEST }
requirements:
  - { id: x, title: 学习, clause: 一, each: unit, measure: sessions, min: 1, by: day 9 }
`;
  const load = (units: string) => loadCampaign(FILE.replace('DIGEST', units), { file: 'a.yaml' });

  it.each([
    ['none', 'none'],
    ['all', 'all'],
    ['[乡镇, 街道]', ['乡镇', '街道']],
  ])('takes %s', (written, units) => {
    expect(load(written)).toMatchObject({ ok: true, campaign: { digest: { weekday: 5, units } } });
  });

  it.each(['每个', '3', '[1]'])('says what is allowed instead of %s', (written) => {
    expect(load(written)).toMatchObject({
      ok: false,
      mistakes: [{ line: 6, place: 'digest.units', problem: expect.stringContaining('应为 none') }],
    });
  });
});
