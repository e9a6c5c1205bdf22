import { readFileSync } from 'node:fs';
import { type Talk, talk } from '../commands/talk.ts';
import type { CountyOptions, GroupName } from '../support/county.ts';

export const FILE = 'test/support/campaigns/follow-ups.yaml';
export const TEXT = readFileSync(FILE, 'utf8');

/** The sample county under the campaign of this folder, everybody's group bound. */
export const county = (
  bound: readonly GroupName[] = ['education1', 'library', 'town', 'office'],
  options: CountyOptions = {},
): Promise<Talk> => talk(bound, { campaign: () => TEXT, ...options });
