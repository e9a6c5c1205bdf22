import { setTimeout as pause } from 'node:timers/promises';
import { type App, startApp } from '../app/app.ts';
import type { Campaign } from '../campaign/campaign.ts';
import type { Config } from '../config.ts';
import type { Disk } from '../journal/disk.ts';
import type { Logger } from '../log.ts';
import type { Make } from '../report/workshop.ts';
import { Roster, type RosterData } from '../roster/roster.ts';
import { openRosterStore } from '../roster/store.ts';
import type { Front } from '../simulator/front.ts';
import type { PageOptions } from '../simulator/page/page-server.ts';
import { type Platform, startPlatform } from '../simulator/platform.ts';
import type { Clock } from '../time/clock.ts';
import { countyGroups, countyPeople } from './county.ts';
import { Secrets, type SetUp } from './set-up.ts';

const CONNECTED_WITHIN_MS = 10_000;

export interface StageOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly campaign: Campaign;
  readonly roster: RosterData;
  readonly dataFolder: string;
  /** How the two are connected; A unless told. */
  readonly setUp?: SetUp;
  readonly page?: PageOptions;
  /** Whether people get to the bot's pages, at its own address; they do unless told. */
  readonly pages?: boolean;
  /** Port of the stand-in platform; any free one when not given. */
  readonly port?: number;
  /** An address to stand behind, instead of an own one. */
  readonly front?: Front;
  /** How long the stand-in platform waits for an answer, in real milliseconds; as long as WeCom when not given. */
  readonly answerWithinMs?: number;
  readonly draw?: (choices: number) => number;
  readonly disk?: Disk;
  readonly make?: Make | undefined;
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
  const secrets = new Secrets(options.setUp ?? 'A');
  let app: App | undefined;
  const botUrl = (): string => app?.url ?? '';
  const platform = await startPlatform({
    clock,
    people: countyPeople(roster),
    bot: secrets.platformBot(botUrl),
    app: secrets.platformApp(botUrl),
    port: options.port,
    front: options.front,
    page: options.page,
    answerWithinMs: options.answerWithinMs,
  });
  for (const { group, key } of countyGroups(roster)) platform.addGroup(group, key);
  const config: Config = {
    host: '127.0.0.1',
    port: 0,
    dataFolder,
    campaignFile: '',
    zone: 'Asia/Shanghai',
    logLevel: 'warn',
    wecom: secrets.config(platform),
  };
  const start = async (): Promise<App> => {
    const started = await startApp({
      config,
      clock,
      log,
      campaign,
      ticks: false,
      publicUrl: options.pages === false ? undefined : (own) => own,
      draw: options.draw,
      disk: options.disk,
      make: options.make,
    });
    await connected(started);
    return started;
  };
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

/** Resolves when the bot can be spoken to over whatever connects it. */
async function connected(app: App): Promise<void> {
  const late = performance.now() + CONNECTED_WITHIN_MS;
  while (app.ways().some(({ ok }) => !ok)) {
    if (performance.now() > late) throw new Error('the bot and the stand-in platform do not find each other');
    await pause(5);
  }
}
