import { readFile } from 'node:fs/promises';
import { type County, type CountyOptions, openCounty } from '../support/county.ts';

const text = await readFile('test/support/campaigns/deeds.yaml', 'utf8');

/** The sample county under a campaign of visits, readings and talks. */
export const openDeeds = ({ campaign, ...options }: CountyOptions = {}): Promise<County> =>
  openCounty({ ...options, campaign: () => campaign?.(text) ?? text });
