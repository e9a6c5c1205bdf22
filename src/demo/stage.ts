import { randomBytes } from 'node:crypto';
import { type App, startApp } from '../app.ts';
import type { Campaign } from '../campaign/campaign.ts';
import type { Config } from '../config.ts';
import type { Disk } from '../ledger/disk.ts';
import type { Logger } from '../log.ts';
import { Roster, type RosterData } from '../roster/roster.ts';
import { openRosterStore } from '../roster/store.ts';
import type { PageOptions } from '../simulator/page-server.ts';
import { type Platform, startPlatform } from '../simulator/platform.ts';
import type { Clock } from '../time/clock.ts';
import { countyGroups, countyPeople } from './county.ts';

/** What the bot is called in the groups of the stand-in platform. */
export const BOT_NAME = '群学助手';

export interface StageOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly campaign: Campaign;
  readonly roster: RosterData;
  readonly dataFolder: string;
  readonly page?: PageOptions;
  /** Port of the stand-in platform; any free one when not given. */
  readonly port?: number;
  readonly random?: () => number;
  readonly disk?: Disk;
}

/** The bot and a stand-in WeCom that know each other's addresses and secrets. */
export interface Stage {
  readonly platform: Platform;
  readonly config: Config;
  /** The running bot; a new one after a restart. */
  readonly app: App;
  /** Stops the bot and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** Imports the roster, sets up a group for each of its webhooks, and starts both sides. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const { clock, log, campaign, dataFolder } = options;
  await openRosterStore(dataFolder).import(options.roster, clock.now());
  const roster = new Roster(options.roster);
  const secrets = { token: randomBytes(16).toString('hex'), aesKey: aesKey(), receiveId: '' };
  let app: App | undefined;
  const platform = await startPlatform({
    clock,
    people: countyPeople(roster),
    bot: { name: BOT_NAME, callbackUrl: () => `${app?.url ?? ''}/wecom/callback`, ...secrets },
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.page ? { page: options.page } : {}),
  });
  for (const { group, key } of countyGroups(roster)) platform.addGroup(group, key);
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    dataFolder,
    campaignFile: '',
    zone: 'Asia/Shanghai',
    logLevel: 'warn',
    wecom: { ...secrets, botNames: [BOT_NAME], apiBase: platform.url },
  };
  const start = (): Promise<App> =>
    startApp({
      config,
      clock,
      log,
      campaign,
      ticks: false,
      ...(options.random ? { random: options.random } : {}),
      ...(options.disk ? { disk: options.disk } : {}),
    });
  try {
    let running = await start();
    app = running;
    return {
      platform,
      config,
      get app() {
        return running;
      },
      async restart() {
        await running.close();
        running = await start();
        app = running;
      },
      async close() {
        await running.close();
        await platform.close();
      },
    };
  } catch (error) {
    await platform.close();
    throw error;
  }
}

/** 43 letters and digits, as WeCom's console makes them. */
function aesKey(): string {
  return randomBytes(64)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 43);
}
