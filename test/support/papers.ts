import { readFile } from 'node:fs/promises';
import { type County, type CountyOptions, openCounty } from './county.ts';

/** The sample county under a campaign of plans, reviews and phases. */
export async function openPapers(options: CountyOptions = {}): Promise<County> {
  const campaign = await readFile('test/support/campaigns/documents.yaml', 'utf8');
  const change = options.campaign ?? ((text: string) => text);
  return openCounty({ bound: ['library', 'office'], ...options, campaign: () => change(campaign) });
}

/** A plan of a believable length that states none of the points by name. */
export const PLAN =
  '一、抓好思想发动，领导带头先学一步；二、深入开展调研，听取群众呼声；三、边学边改，见到实效。';

export const STUDY_PLAN =
  '参加人员：全体党员。学习时间：每周五下午。学习内容：规定书目和文件。学习效果：入心见行动。3月5日支部研究通过。';
