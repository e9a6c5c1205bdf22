import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Campaign } from '../campaign/campaign.ts';
import { loadCampaign } from '../campaign/load.ts';
import { campaignWords } from '../campaign/words.ts';
import { Workdays } from '../time/workdays.ts';
import { Zone } from '../time/zone.ts';
import { loadWording, type Say } from '../wording/wording.ts';
import type { AppOptions } from './options.ts';

const MESSAGES = new URL('../../templates/messages/', import.meta.url);

/** What is asked, where and in which words: read once at the start. */
export interface Settings {
  readonly campaign: Campaign;
  /** What is odd about the campaign file, in words. */
  readonly warnings: readonly string[];
  readonly zone: Zone;
  readonly workdays: Workdays;
  readonly say: Say;
}

/** Why the bot does not start, in words for the person who installs it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Rejects with a {@link StartError} when the campaign file cannot be used, with a WordingError when a template cannot. */
export async function readSettings({ config, campaign: given }: AppOptions): Promise<Settings> {
  const { campaign, warnings } = given
    ? { campaign: given, warnings: [] }
    : await readCampaign(config.campaignFile);
  return {
    campaign,
    warnings,
    zone: new Zone(config.zone),
    workdays: new Workdays(campaign.workdays),
    say: loadWording(fileURLToPath(MESSAGES), { ...campaignWords(campaign) }).say,
  };
}

async function readCampaign(file: string): Promise<Pick<Settings, 'campaign' | 'warnings'>> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new StartError(`读不到活动文件 ${file}，没有启动。请检查 .env 里的 CAMPAIGN`);
  });
  const loaded = loadCampaign(text, { file });
  if (loaded.ok) return loaded;
  const lines = loaded.mistakes.map(
    ({ file: name, line, problem, allowed }) => `  ${name}:${line}  ${problem}。可填：${allowed}`,
  );
  throw new StartError(
    ['活动文件有误，没有启动：', ...lines, '改好后可先运行 npm run check 核对'].join('\n'),
  );
}
