import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { numberIn, OPINIONS } from '../opinions/support.ts';
import { type County, essayText, type GroupName, openCounty } from './county.ts';
import { STUDY_PLAN } from './papers.ts';

const STUDY = `
  - id: collective-study
    title: 集中学习讨论不少于3天
    clause: 测试〔2014〕1号 三（二）
    each: unit
    measure: days
    of: { activity: [集中学习, 讨论] }
    min: 3
    by: 2014-04-16
  - id: essay
    title: 体会文章1篇
    clause: 测试〔2014〕1号 三（三）
    each: person
    where: { role: [党员] }
    except: { flag: [免除] }
    measure: essays
    of: { topic: [三思三观] }
    min: 1
    by: 2014-03-14
`;

const withEverything = (text: string): string =>
  `${text.replace('集中学习, 整改会]', '集中学习, 讨论, 整改会]\ntopics: [三思三观]')}${STUDY}${OPINIONS}`;

export const PAGE_GROUPS: readonly GroupName[] = ['office', 'education1', 'education2', 'health', 'library'];

/** The sample county under a campaign of study, essays, papers and opinions. */
export async function openPagesCounty(): Promise<County> {
  const text = await readFile('test/support/campaigns/documents.yaml', 'utf8');
  return openCounty({ bound: PAGE_GROUPS, campaign: () => withEverything(text) });
}

/** A meeting, an essay, a plan that waits for its reader, two opinions: something to be seen on each page. */
export async function aBusyWeek(county: County): Promise<{ readonly opinion: string }> {
  await county.says('zhoumin', 'education1', '/开会 集中学习 半天');
  for (const who of ['zhaolei', 'sunxiaoyan']) await county.says(who, 'education1', '/签到');
  await county.whispers('zhaolei', `/体会 三思三观 ${essayText(1)}`);
  await county.says('douwenjing', 'library', `/报送 学习计划 ${STUDY_PLAN}`);
  const opinion = numberIn(await county.whispers('zhaolei', '/意见 办事窗口中午没有人'));
  await county.whispers('yanming', '/意见 填表太多');
  county.ignorePosts();
  return { opinion };
}

/** The link the bot gives on /网页. */
export async function linkFor(county: County, userid: string): Promise<string> {
  const reply = await county.whispers(userid, '/网页');
  const link = /\((http[^)]+)\)/.exec(reply)?.[1];
  if (link === undefined) throw new Error(`no link in: ${reply}`);
  return link;
}

/** Opens the link and presses the button. */
export async function enter(county: County, context: BrowserContext, userid: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(await linkFor(county, userid));
  await page.getByRole('button', { name: '打开' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}
