import { describe, expect, it } from 'vitest';
import { type County, essayText, type GroupName, openCounty } from '../support/county.ts';

const MORE = `
lookpoints: [学习教育是否扎实, 领导带头]
appraisal: { least: 5, groups: [{ name: 干部群众, from: unit }] }
`;

/** Who may have done more than the others, or less; in no particular order. */
const COLLEAGUES = ['sunxiaoyan', 'zhaolei', 'liuzhiqiang', 'qianyongkang'];
const BRANCHES = [
  { group: 'library', secretary: 'douwenjing' },
  { group: 'education1', secretary: 'zhoumin' },
  { group: 'health', secretary: 'shihongxia' },
] as const satisfies { group: GroupName; secretary: string }[];
const LEADERS = ['吴秀英', '陈建国', '刘志强'];
const VOTERS = ['zhaolei', 'sunxiaoyan', 'qianyongkang', 'fengxuemei', 'jiangwenbin', 'shenjiayi'];
const GRADES = ['差', '一般', '好'];

/** How much each has done: the first of a list so much, the second so much… */
type Amounts = readonly number[];

/** Three days of meetings and what follows them; whoever has the larger amount does more of everything. */
async function livedThrough(amounts: Amounts): Promise<County> {
  const county = await openCounty({
    campaign: (text) => `${text}\n${MORE}`,
    bound: ['office', ...BRANCHES.map(({ group }) => group)],
  });
  const of = (index: number): number => amounts[index % amounts.length] ?? 0;
  for (const [day, date] of ['2014-03-04', '2014-03-05', '2014-03-06'].entries()) {
    await county.until(date, '08:30');
    for (const [index, { group, secretary }] of BRANCHES.entries())
      if (of(index) >= day) await county.says(secretary, group, '/开会 讨论 三思三观 半天');
    for (const [index, person] of COLLEAGUES.entries())
      if (of(index) > day) await county.says(person, 'education1', '/签到');
    for (const { group, secretary } of BRANCHES) await county.says(secretary, group, '/签到');
    county.minutesPass(200);
    if (day < 2) for (const { group, secretary } of BRANCHES) await county.says(secretary, group, '/结束');
  }
  for (const [index, person] of COLLEAGUES.entries())
    if (of(index) > 0) await county.says(person, 'education1', `/体会 三思三观 ${essayText(index)}`);
  await county.whispers('jinxin', `/督导 ${of(0) > of(1) ? '县教育局' : '县图书馆'} 1 看过`);
  await appraise(county, amounts);
  return county;
}

/** The more, the better the grades. */
async function appraise(county: County, amounts: Amounts): Promise<void> {
  await county.whispers('jinxin', '/评议 开始 县教育局');
  const grades = LEADERS.map((name, index) => `${name} ${GRADES[amounts[index] ?? 0]}`).join(' ');
  for (const voter of VOTERS) await county.whispers(voter, `/评议 县教育局 好 ${grades}`);
  await county.whispers('jinxin', '/评议 结束 县教育局');
}

const HEARD: Readonly<Record<string, (county: County) => Promise<string>>> = {
  '/进度 of the office': (county) => county.says('wanglihua', 'office', '/进度'),
  '/进度 of a branch': (county) => county.says('zhoumin', 'education1', '/进度'),
  '/进度 of a supervisor': (county) => county.whispers('jinxin', '/进度'),
  '/名单 of the office': (county) => county.says('wanglihua', 'office', '/名单'),
  '/名单 of a branch': (county) => county.says('zhoumin', 'education1', '/名单'),
  '/未签': (county) => county.says('zhoumin', 'education1', '/未签'),
  '/督导': (county) => county.whispers('jinxin', '/督导'),
  '/督导 of the office': (county) => county.whispers('wanglihua', '/督导'),
  '/评议 结果': (county) => county.whispers('jinxin', '/评议 结果 县教育局'),
  // Within seven workdays of a deadline it names the units that need help.
  digest: async (county) => {
    await county.until('2014-03-27', '10:00');
    return county.says('wanglihua', 'office', '/周报');
  },
};

/** Names of units and people in a text, list by list: those of one line, and those at the beginnings of lines that follow on. */
function listsIn(text: string, names: readonly string[]): string[][] {
  const longestFirst = names.toSorted((a, b) => b.length - a.length);
  const name = new RegExp(longestFirst.join('|'), 'g');
  const begins = new RegExp(`^[^一-龥]*(${longestFirst.join('|')})`);
  const lists: string[][] = [[]];
  for (const line of text.split('\n')) {
    const [, first] = begins.exec(line) ?? [];
    if (first === undefined) lists.push([]);
    else lists.at(-1)?.push(first);
    lists.unshift([...line.matchAll(name)].map(([found]) => found));
  }
  return lists.filter((list) => new Set(list).size > 1);
}

/** Every `a before b` of the lists. */
const pairsOf = (lists: readonly (readonly string[])[]): Set<string> =>
  new Set(
    lists.flatMap((list) =>
      list.flatMap((a, index) => list.slice(index + 1).flatMap((b) => (a === b ? [] : [`${a} > ${b}`]))),
    ),
  );

const turned = (pair: string): string => pair.split(' > ').toReversed().join(' > ');

describe('no list ranks by counts', () => {
  it('whoever has done more, names stand in the same order', async () => {
    const heard = new Map<string, string[]>();
    let names: string[] = [];
    for (const amounts of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ] as const) {
      const county = await livedThrough(amounts);
      const { roster } = county.stage.app.outlook().progress;
      names = [
        ...roster.units.flatMap(({ id, name, kind }) => (kind === 'unit' ? [id, name] : [id])),
        ...roster.people.map((person) => person.name),
      ];
      for (const [what, ask] of Object.entries(HEARD))
        heard.set(what, [...(heard.get(what) ?? []), await ask(county)]);
      county.ignorePosts();
    }
    for (const [what, replies] of heard) {
      expect(new Set(replies).size, `${what} tells of what was done`).toBeGreaterThan(1);
      const pairs = pairsOf(replies.flatMap((reply) => listsIn(reply, names)));
      expect(pairs.size, `${what} names several`).toBeGreaterThan(0);
      expect(
        [...pairs].filter((pair) => pairs.has(turned(pair))),
        what,
      ).toEqual([]);
    }
  });
});
