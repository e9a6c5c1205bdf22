import { readFile } from 'node:fs/promises';
import type { Campaign } from '../campaign/campaign.ts';
import { loadCampaign } from '../campaign/load.ts';
import { addDays, type Day, weekdayOf } from '../time/zone.ts';

const FILE = 'xianju.yaml';
const CAMPAIGNS = new URL('../../templates/campaigns/', import.meta.url);
/** The campaign began so many weeks ago, so that there is something to see. */
const WEEKS_AGO = 2;

// This notice asks for no plan, as others do. The invented county asks its branches for one, so that a visitor can see
// how a document is sent up and reviewed.
const DOCUMENTS = `
documents:
  - { name: 学习计划, also: [计划], each: branch, points: [人员, 时间, 内容], review: [督导] }
`;

/** The real campaign, moved so that it runs now. */
export async function presentCampaign(today: Day): Promise<Campaign> {
  const start = addDays(today, 1 - weekdayOf(today) - 7 * WEEKS_AGO);
  const text = await readFile(new URL(FILE, CAMPAIGNS), 'utf8');
  const loaded = loadCampaign(text + DOCUMENTS, { file: FILE, start });
  if (loaded.ok) return loaded.campaign;
  throw new Error('the sample campaign cannot be read');
}
