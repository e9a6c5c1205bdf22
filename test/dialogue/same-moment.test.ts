import { expect, it, vi } from 'vitest';
import { openDeeds } from '../deeds/county.ts';
import { recordsOf } from '../e2e/support/books.ts';
import { GatedDisk } from '../e2e/support/gate.ts';
import { TEXT as FOLLOW_UPS } from '../follow-ups/support.ts';
import { type County, groupId, openCounty, PIXEL } from '../support/county.ts';
import { openPapers, STUDY_PLAN } from '../support/papers.ts';

const BRANCH = 'education1';
const COLLEAGUES = [
  ...['chenjianguo', 'liuzhiqiang', 'wanglihua'],
  ...['zhaolei', 'sunxiaoyan', 'qianyongkang'],
];

/** All of it is said before anything is on disk, the first before all others. The replies, in the order of what was said. */
async function inOneMoment(
  { stage }: County,
  disk: GatedDisk,
  said: readonly [() => Promise<string>, ...(() => Promise<string>)[]],
): Promise<string[]> {
  const begun = stage.platform.outbound.length;
  disk.hold();
  const [first, ...others] = said;
  const replies = [first()];
  await disk.arrived;
  replies.push(...others.map((say) => say()));
  await vi.waitUntil(() => {
    const unfinished = stage.platform.outbound
      .slice(begun)
      .flatMap((entry) => (entry.api === 'callback' && !entry.finished ? [entry.msgid] : []));
    return new Set(unfinished).size === said.length;
  }, 20_000);
  disk.release();
  return Promise.all(replies);
}

const countsIn = (texts: readonly string[]): number[] =>
  texts.map((text) => Number(/到会(\d+)\//.exec(text)?.[1])).sort((a, b) => a - b);

/** Whoever reads a count is among those counted, so at most n people can have read n or less. The last one reads all of them. */
function expectTrue(counts: readonly number[]): void {
  const impossible = counts.filter((count, index) => !(count > index));
  expect(impossible, `read: ${counts}`).toEqual([]);
  expect(counts.at(-1)).toBe(counts.length);
}

it('counts everybody who checks in in the same moment, in a branch and across the county', async () => {
  const disk = new GatedDisk();
  const county = await openCounty({ disk, bound: [BRANCH, 'office'] });
  await county.says('zhoumin', BRANCH, '/开会 集中学习 半天');
  const checkIn = (who: string) => () => county.says(who, BRANCH, '/签到');
  expectTrue(countsIn(await inOneMoment(county, disk, [checkIn('zhoumin'), ...COLLEAGUES.map(checkIn)])));

  county.minutesPass(180);
  await county.says('zhoumin', BRANCH, '/结束');
  await county.says('wanglihua', 'office', '/开会 报告会');
  const everywhere = ['liguodong', 'yangdeming', 'yanming', 'jiangli', 'douwenjing', 'ludayong'];
  const whisper = (who: string) => () => county.whispers(who, '/签到');
  expectTrue(countsIn(await inOneMoment(county, disk, [whisper('zhaolei'), ...everywhere.map(whisper)])));
});

it('draws the card for each tap of the same moment with those who are there by then', async () => {
  const county = await openCounty({ bound: [BRANCH] });
  await county.says('zhoumin', BRANCH, '/开会 集中学习 半天');
  const { platform } = county.stage;
  const { id: message } = county.cardMessage(BRANCH);
  const people = ['zhoumin', ...COLLEAGUES];
  for (const from of people) platform.world.join(groupId(BRANCH), from);
  const tapped = await Promise.all(people.map((from) => platform.tap({ from, message, button: '签到' })));
  expectTrue(countsIn(tapped.map(({ card }) => JSON.stringify(card))));
});

it('ends a session with those who checked in in the same moment', async () => {
  const disk = new GatedDisk();
  const county = await openCounty({ disk, bound: [BRANCH] });
  await county.says('zhoumin', BRANCH, '/开会 集中学习 半天');
  county.minutesPass(180);
  const [, ended] = await inOneMoment(county, disk, [
    () => county.says('zhaolei', BRANCH, '/签到'),
    () => county.says('zhoumin', BRANCH, '/结束'),
  ]);
  expect(ended).toContain('到会1/7人');
  expect(ended).toMatch(/未到：(?!.*赵磊)/);
  expect(ended).not.toContain('还没有人签到');
});

it('finds nothing missing once several people have handed it in in the same moment', async () => {
  const disk = new GatedDisk();
  const county = await openCounty({ disk, bound: [BRANCH, 'office'] });
  await county.says('zhoumin', BRANCH, '/开会 讨论 三思三观 半天');
  const replies = await inOneMoment(county, disk, [
    () => county.says('zhoumin', BRANCH, '/材料 记录 大家谈了入户的体会'),
    () => county.says('zhaolei', BRANCH, '/材料 信息 机关第一支部开展讨论'),
    () => county.says('sunxiaoyan', BRANCH, '/材料 照片', { images: [PIXEL] }),
  ]);
  expect(replies.filter((reply) => reply.includes('要报的材料齐了'))).not.toEqual([]);
  county.ignorePosts();
});

it('adds up what colleagues log in the same moment', async () => {
  const disk = new GatedDisk();
  const county = await openDeeds({ disk, bound: ['health', 'disease'] });
  const replies = await inOneMoment(county, disk, [
    () => county.says('yanming', 'health', '/走访 南山村 1户 已解决'),
    () => county.says('taoyongping', 'disease', '/走访 南山村 2户 已解决'),
  ]);
  expect(replies.filter((reply) => reply.includes('回头看：已完成'))).not.toEqual([]);
});

it('gives documents of the same moment numbers of their own', async () => {
  const disk = new GatedDisk();
  const county = await openPapers({ disk, bound: ['library', 'health', 'office'] });
  const replies = await inOneMoment(county, disk, [
    () => county.says('douwenjing', 'library', `/报送 学习计划 ${STUDY_PLAN}`),
    () => county.says('shihongxia', 'health', `/报送 学习计划 ${STUDY_PLAN}`),
  ]);
  expect(replies).toEqual(replies.map(() => expect.stringContaining('的学习计划（第1版')));
  const numbers = (await recordsOf(county, 'document.sent')).map(({ number }) => number);
  expect(numbers.sort()).toEqual([1, 2]);
  county.ignorePosts();
});

it('urges a unit on no more often than allowed, whoever does it in the same moment', async () => {
  const disk = new GatedDisk();
  const county = await openCounty({ disk, bound: ['library', 'office'], campaign: () => FOLLOW_UPS });
  const replies = await inOneMoment(county, disk, [
    () => county.whispers('jinxin', '/催办 县图书馆'),
    () => county.whispers('wanglihua', '/催办 县图书馆'),
  ]);
  const [first, second] = replies;
  expect(first).toContain('已提醒 县图书馆');
  expect(second).toContain('本周已经催过1次');
  expect(await recordsOf(county, 'unit.nudged')).toHaveLength(1);
  county.ignorePosts();
});
