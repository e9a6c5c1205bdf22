import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Campaign } from '../../src/campaign/campaign.ts';
import { loadCampaign } from '../../src/campaign/load.ts';

/** A campaign with what its requirements say under `of`, which the campaign itself keeps to its measures. */
export interface Loaded {
  readonly campaign: Campaign;
  readonly ofs: ReadonlyMap<string, unknown>;
}

const File = z.looseObject({
  requirements: z.array(z.looseObject({ id: z.string(), of: z.unknown().optional() })),
});

/** Every campaign file of the folder. Throws when one of them is not right. */
export function loadNotices(folder: string): readonly Loaded[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const loaded = loadCampaign(text, { file: name });
      if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
      const { requirements } = File.parse(parse(text));
      return { campaign: loaded.campaign, ofs: new Map(requirements.map(({ id, of }) => [id, of])) };
    });
}
