import { attachmentsOf } from '../../../../src/simulator/chat.ts';
import { type County, type CountyOptions, essayText, openCounty } from '../../../support/county.ts';
import { PLAN } from '../../../support/papers.ts';
import { Word } from '../../support/word.ts';

export const SUMMARY = 'test/support/campaigns/summary.yaml';
export const OPINION = '开放时间太短';
export const ANONYMOUS = '报刊总不在架上';

/** The sample county under a campaign of everything a summary tells of; the app can hand over files. */
export const openSummaries = (options: CountyOptions = {}): Promise<County> =>
  openCounty({
    campaignFile: SUMMARY,
    setUp: 'AC',
    bound: ['library', 'office'],
    ...options,
  });

/** The library's first weeks: some of everything, and not all that is asked. */
export async function firstWeeks(county: County): Promise<void> {
  const library = (who: string, text: string) => county.says(who, 'library', text);
  await library('douwenjing', `/报送 方案 ${PLAN}`);
  await county.whispers('jinxin', '/审阅 1 同意');
  await library('douwenjing', '/开会 动员大会 1小时');
  for (const who of ['shuiqingyang', 'suzhigang', 'panxiaohui']) await library(who, '/签到');
  county.minutesPass(60);
  await library('douwenjing', '/结束');
  await county.until('2014-03-05', '09:00');
  await library('douwenjing', '/开会 集中学习 6小时');
  for (const who of ['shuiqingyang', 'suzhigang', 'gejunjie']) await library(who, '/签到');
  await library('panxiaohui', '/签到 线上');
  county.minutesPass(360);
  await library('douwenjing', '/结束');
  await library('douwenjing', '/补签 彭秀兰 送学上门');
  await county.whispers('suzhigang', `/体会 三思三观 ${essayText(1)}`);
  await county.whispers('panxiaohui', `/体会 三思三观 ${essayText(2)}`);
  await county.whispers('zhangliqun', '/联系点 县教育局');
  await library('douwenjing', '/立行立改 门口台阶太高 苏志刚 3月20日');
  await library('douwenjing', '/立行立改 1 公示');
  await library('douwenjing', '/立行立改 借书要跑两层楼 苏志刚 4月20日');
  await library('douwenjing', `/意见 座谈会 老同志 问怨 ${OPINION}`);
  await county.whispers('gejunjie', `/意见 匿名 县图书馆 ${ANONYMOUS}`);
  county.ignorePosts();
}

/** The files somebody has been sent alone. */
export const filesFor = (county: County, who: string): { name: string; bytes: Uint8Array }[] =>
  county.stage.platform
    .takeMessages({ app: who })
    .flatMap(({ content }) => attachmentsOf(content))
    .map(({ name, bytes }) => ({ name, bytes }));

/** Asks for a draft, and reads it. */
export async function draftFor(county: County, who: string, text = '/总结稿'): Promise<Word> {
  const reply = await county.whispers(who, text);
  const [draft, ...more] = filesFor(county, who);
  if (!draft || more.length > 0) throw new Error(`${more.length + (draft ? 1 : 0)} files: ${reply}`);
  return Word.open(draft.bytes);
}
