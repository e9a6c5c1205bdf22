import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { commands } from '../../commands/index.ts';
import type { Campaign } from '../../src/campaign/campaign.ts';
import { loadCampaign } from '../../src/campaign/load.ts';
import { campaignWords, fillExample } from '../../src/campaign/words.ts';
import { countyGroups } from '../../src/demo/county.ts';
import { parseRoster } from '../../src/roster/parse.ts';
import { holds, Roster, type RosterData } from '../../src/roster/roster.ts';
import { readSheet } from '../../src/roster/sheet.ts';

const CAMPAIGN = fileURLToPath(new URL('campaign.yaml', import.meta.url));
const ROSTER = fileURLToPath(new URL('../../templates/campaigns/roster-sample.csv', import.meta.url));

export const BOT_NAME = '群学助手';

/** The campaign in which everything happens that a campaign can be about. */
export async function readCampaign(): Promise<Campaign> {
  const loaded = loadCampaign(await readFile(CAMPAIGN, 'utf8'), { file: CAMPAIGN });
  if (loaded.ok) return loaded.campaign;
  throw new Error(JSON.stringify(loaded.mistakes));
}

/** The sample county. */
export async function readCounty(): Promise<RosterData> {
  const parsed = parseRoster(await readSheet(ROSTER));
  if ('data' in parsed) return parsed.data;
  throw new Error(JSON.stringify(parsed.mistakes));
}

/** A group, who is in it, and who binds it to which unit. */
export interface FactGroup {
  readonly chat: string;
  readonly unit: string;
  readonly binder: string;
  readonly members: readonly string[];
}

/** What messages are put together from. */
export interface Facts {
  readonly userids: readonly string[];
  /** Secretaries, the office, supervisors, principals: who may do most. */
  readonly officials: readonly string[];
  readonly groups: readonly FactGroup[];
  /** All names of each command. */
  readonly commands: readonly (readonly string[])[];
  readonly names: readonly string[];
  /** Command lines as the help shows them. */
  readonly examples: readonly string[];
  /** Names of people and units, and whatever words stand in the campaign file. */
  readonly words: readonly string[];
}

export async function readFacts(): Promise<Facts> {
  const roster = new Roster(await readCounty());
  const words = campaignWords(await readCampaign());
  const [officer] = roster.holders('office', roster.root.id);
  return {
    userids: roster.people.map(({ id }) => id),
    officials: roster.people
      .filter((person) => OFFICIAL.some((role) => holds(person, role)))
      .map(({ id }) => id),
    groups: countyGroups(roster).map(({ group, unit }) => ({
      chat: group.id,
      unit: unit.id,
      members: group.members,
      binder: (roster.holders('secretary', unit.id)[0] ?? officer)?.id ?? '',
    })),
    commands: commands.map(({ name, aliases }) => [name, ...aliases]),
    examples: commands.flatMap(({ examples }) => examples.map(([typed]) => fillExample(typed, words))),
    names: roster.people.map(({ name }) => name),
    words: [
      ...roster.people.flatMap(({ id, name }) => [id, name]),
      ...roster.units.flatMap(({ id, name }) => [id, name]),
      ...new Set((await readFile(CAMPAIGN, 'utf8')).match(/\p{Script=Han}{1,12}/gu)),
    ],
  };
}

const OFFICIAL = ['secretary', 'office', 'supervisor', 'principal'] as const;
