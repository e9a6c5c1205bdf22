import { expect, it } from 'vitest';
import { CADRES, opened } from '../appraisal/support.ts';
import { type County, openCounty } from '../support/county.ts';
import { openPapers, STUDY_PLAN } from '../support/papers.ts';

const greets = async (county: County, userid: string): Promise<string> =>
  (await county.stage.platform.enterChat(userid)).text;
const stepsOf = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('/'));

it('greets a member with the meeting that is going on, and not once they have come', async () => {
  const county = await openCounty({ bound: ['education1'] });
  expect(await greets(county, 'zhaolei')).not.toContain('/签到');
  await county.says('zhoumin', 'education1', '/开会 集中学习 全天');
  expect(stepsOf(await greets(county, 'zhaolei'))[0]).toBe('/签到　“集中学习”正在签到');
  await county.says('zhaolei', 'education1', '/签到');
  expect(await greets(county, 'zhaolei')).not.toContain('/签到');
  expect(await greets(county, 'zhoumin')).toContain('/结束　“集中学习”散会后登记时长');
});

it('asks for the essay once it would count, and says by when', async () => {
  const county = await openCounty({ at: ['2014-03-07', '08:30'], bound: ['education1'] });
  expect(await greets(county, 'zhaolei')).not.toContain('/体会');
  await county.says('zhoumin', 'education1', '/开会 讨论 三思三观 半天');
  await county.says('zhaolei', 'education1', '/签到');
  county.minutesPass(200);
  await county.says('zhoumin', 'education1', '/结束');
  expect(stepsOf(await greets(county, 'zhaolei'))[0]).toBe(
    '/体会 三思三观 正文……　交体会文章（4月11日前，本县定）',
  );
});

it('tells a supervisor of papers to read, and a voter of the ballot', async () => {
  const papers = await openPapers();
  await papers.says('douwenjing', 'library', `/报送 学习计划 ${STUDY_PLAN}`);
  expect(stepsOf(await greets(papers, 'jinxin'))[0]).toBe('/审阅　有1份文件等您审阅');
  papers.ignorePosts();
  const { county } = await opened();
  expect(stepsOf(await greets(county, CADRES[0] ?? ''))[0]).toContain('/评议　县卫生局民主评议等您投票');
});

it('tells the office what did not arrive', async () => {
  const county = await openCounty({ at: ['2014-03-07', '16:59'], bound: ['office'] });
  county.stage.platform.removeRobot('wr-云溪县活动办');
  await county.until('2014-03-07', '17:00');
  expect(stepsOf(await greets(county, 'wanglihua'))[0]).toMatch(/^\/未送达　有\d条消息没有送到$/);
});

it('gives nobody more than three things to do, and says to strangers how to come in', async () => {
  const county = await openCounty({ bound: ['education1'] });
  const { roster } = county.stage.app.outlook().progress;
  for (const { id, name } of roster.people.slice(0, 30)) {
    const text = await greets(county, id);
    expect(text.startsWith(name)).toBe(true);
    expect(stepsOf(text).length).toBeGreaterThanOrEqual(2);
    expect(stepsOf(text).length).toBeLessThanOrEqual(3);
  }
  county.stage.platform.addPerson({ userid: 'newcomer', name: '新来的' });
  expect(await greets(county, 'newcomer')).toContain('名册里还没有您的账号');
});
