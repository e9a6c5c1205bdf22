import { readFile } from 'node:fs/promises';
import { type Loaded, loadCampaign } from '../campaign/load.ts';
import type { Config } from '../config.ts';
import { type Keeper, keeperOf } from '../journal/folder-lock.ts';
import { openRosterStore, type RosterVersion } from '../roster/store.ts';
import { systemClock } from '../time/clock.ts';
import { type Asked, type AskTools, ask } from './ask.ts';
import { localUrl } from './local-url.ts';

/** What the checks look at; what several of them need is read once. */
export interface Premises extends AskTools {
  readonly config: Config;
  /** Where this machine itself finds the bot; undefined when its port is any that was free. */
  readonly localUrl: string | undefined;
  /** Undefined when the file cannot be read. */
  campaign(): Promise<Loaded | undefined>;
  /** Rejects with a RosterDamagedError. */
  roster(): Promise<RosterVersion | null>;
  /** The bot that has the data folder at this moment; null when none runs, or nobody can tell. */
  bot(): Promise<Keeper | null>;
  /** What WeCom says to whoever has no token: that there is none, and what time it is. */
  api(): Promise<Asked>;
}

/** https://developer.work.weixin.qq.com/document/path/90238, answered with an errcode when no token is given. */
const CALLBACK_IPS = '/cgi-bin/getcallbackip';

export function premisesOf(
  config: Config,
  { clock, stopwatch }: AskTools = { clock: systemClock, stopwatch: () => performance.now() },
): Premises {
  const { campaignFile, dataFolder, wecom } = config;
  return {
    config,
    clock,
    stopwatch,
    localUrl: localUrl(config),
    campaign: once(() => campaignIn(campaignFile)),
    roster: once(() => openRosterStore(dataFolder).current()),
    // What is wrong with the folder is told by the check of the folder.
    bot: once(() => keeperOf(dataFolder).catch(() => null)),
    api: once(() => ask(wecom.apiBase + CALLBACK_IPS, { clock, stopwatch }, NEVER)),
  };
}

const NEVER = new AbortController().signal;

function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}

async function campaignIn(file: string): Promise<Loaded | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : loadCampaign(text, { file });
}
