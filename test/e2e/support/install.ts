import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { openRosterStore } from '../../../src/roster/store.ts';
import { sampleRoster } from '../../support/county.ts';

export const SECRETS = {
  token: 'a1b2c3d4e5f6a7b8c9d0',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
} as const;

export interface Install {
  readonly folder: string;
  readonly dataFolder: string;
  /** What `.env` would say. */
  readonly env: Readonly<Record<string, string>>;
}

/** A folder as an administrator sets it up, with the sample roster unless told otherwise. It is gone when the test is over. */
export async function install(options: { readonly roster?: boolean } = {}): Promise<Install> {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-install-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const dataFolder = join(folder, 'data');
  if (options.roster ?? true) await openRosterStore(dataFolder).import(await sampleRoster(), Date.now());
  const env = {
    PORT: '0',
    DATA_DIR: dataFolder,
    CAMPAIGN: resolve('templates/campaigns/xianju.yaml'),
    WECOM_TOKEN: SECRETS.token,
    WECOM_AES_KEY: SECRETS.aesKey,
    WECOM_BOT_NAME: '群学助手',
    WECOM_API_BASE: 'http://127.0.0.1:9',
  };
  return { folder, dataFolder, env };
}
