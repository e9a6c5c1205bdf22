import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Config } from '../../../src/config.ts';
import type { Check } from '../../../src/doctor/check.ts';
import { type Premises, premisesOf } from '../../../src/doctor/premises.ts';
import { linesOf } from '../../../src/doctor/print.ts';
import { examine } from '../../../src/doctor/runner.ts';
import type { RosterData } from '../../../src/roster/roster.ts';
import { openRosterStore } from '../../../src/roster/store.ts';
import { MovableClock } from '../../../src/time/clock.ts';
import type { BotConfig, WecomConfig } from '../../../src/wecom-config.ts';
import { sampleRoster } from '../../support/county.ts';
import { NOON } from '../../wecom/support.ts';

export const BOT = {
  mode: 'callback',
  token: 'not-a-real-bot-token',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiveId: '',
} as const;
export const APP = {
  corpId: 'ww0123456789abcdef',
  agentId: 1000002,
  secret: 'not-a-real-app-secret',
  callback: {
    token: 'not-a-real-app-token',
    aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  },
} as const;
export const CONNECTION: Extract<BotConfig, { mode: 'connection' }> = {
  mode: 'connection',
  botId: 'aibNotReal',
  secret: 'not-a-real-bot-secret',
  url: 'ws://127.0.0.1:9',
};

const SECRETS: readonly string[] = [
  BOT.token,
  BOT.aesKey,
  APP.secret,
  APP.callback.token,
  APP.callback.aesKey,
  CONNECTION.secret,
];

export interface Case {
  readonly config?: Partial<Omit<Config, 'wecom'>>;
  readonly wecom?: Partial<WecomConfig>;
  /** The sample county's unless told; null for none. */
  readonly roster?: ((data: RosterData) => RosterData) | null | undefined;
}

/** An installation somebody wants examined, whose clock and stopwatch stand still until they are moved. */
export interface Clinic {
  readonly premises: Premises;
  readonly folder: string;
  readonly dataFolder: string;
  readonly clock: MovableClock;
  /** Lets the stopwatch run on. */
  pass(milliseconds: number): void;
}

export async function clinic({ config = {}, wecom = {}, roster }: Case = {}): Promise<Clinic> {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-doctor-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const dataFolder = config.dataFolder ?? join(folder, 'data');
  if (roster !== null) await openRosterStore(dataFolder).import(await sampleRoster(roster), NOON);
  const clock = new MovableClock(NOON);
  let passed = 0;
  const premises = premisesOf(
    {
      host: '127.0.0.1',
      port: 8080,
      dataFolder,
      campaignFile: resolve('test/support/campaigns/study.yaml'),
      zone: 'Asia/Shanghai',
      logLevel: 'silent',
      ...config,
      wecom: { bot: BOT, app: null, botNames: ['群学助手'], apiBase: 'http://127.0.0.1:9', ...wecom },
    },
    { clock, stopwatch: () => passed },
  );
  return {
    premises,
    folder,
    dataFolder,
    clock,
    pass: (milliseconds) => {
      passed += milliseconds;
    },
  };
}

/** What the office reads of a check. Whatever it is, no secret stands in it, nor in `more`. */
export async function reading(check: Check, more: readonly string[] = []): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const examined of examine([check], { begin: () => {}, end: () => {} }))
    lines.push(...linesOf(examined));
  for (const secret of [...SECRETS, ...more]) expect(lines.join('\n')).not.toContain(secret);
  return lines;
}

/** The same, for checks that have one thing to say. */
export async function line(check: Check): Promise<string> {
  const lines = await reading(check);
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}
