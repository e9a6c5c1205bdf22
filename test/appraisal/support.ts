import { readFile } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { type Talk, talk } from '../commands/talk.ts';
import type { CountyOptions, GroupName } from '../support/county.ts';

const CAMPAIGN = await readFile('test/support/campaigns/appraisal.yaml', 'utf8');

/** The sample county with a campaign that wants secret ballots. Nobody looks at what is posted in groups. */
export async function ballots(bound: readonly GroupName[] = [], options: CountyOptions = {}): Promise<Talk> {
  const county = await talk(bound, { campaign: () => CAMPAIGN, ...options });
  onTestFinished(() => county.county.ignorePosts());
  return county;
}

/** Of the county's library people, four of whom are served by the health bureau, and of a village. */
export const OPENING =
  '/评议 开始 县卫生局 服务对象：范思远、彭秀兰、葛俊杰 群众代表：唐满仓、史金凤、丰年喜';

/** People of the health bureau who have the vote there. */
export const CADRES = ['yanming', 'huachunmei', 'weidongsheng', 'jiangli', 'xieyuqing'];
export const SERVED = ['fansiyuan', 'pengxiulan', 'gejunjie'];
export const MASSES = ['tangmancang', 'shijinfeng', 'fengnianxi'];

/** Opened by the bureau's supervisor at 09:00; half a day has passed. */
export const opened = async (options: CountyOptions = {}): Promise<Talk> =>
  (await openedWithKey(options)).county;

/** The same, and the word that opens the box. */
export async function openedWithKey(options: CountyOptions = {}) {
  const county = await ballots([], options);
  const reply = await county.whispers('zhenghaitao', OPENING);
  county.later(200);
  return { county, word: /票箱钥匙：\*\*(.{3}-.{3}-.{3})\*\*/u.exec(reply)?.[1] ?? '' };
}

export async function allVote(county: Talk, voters: readonly string[], vote: string): Promise<void> {
  for (const voter of voters) {
    await county.whispers(voter, `/评议 ${vote}`);
    county.later();
  }
}
