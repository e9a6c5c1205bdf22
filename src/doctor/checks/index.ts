import type { Check } from '../check.ts';
import type { Premises } from '../premises.ts';
import { apiAddress } from './api-address.ts';
import { app } from './app.ts';
import { appCallback } from './app-callback.ts';
import { botCallback } from './bot-callback.ts';
import { botConnection } from './bot-connection.ts';
import { campaign } from './campaign.ts';
import { clock } from './clock.ts';
import { dataFolder } from './data-folder.ts';
import { ended } from './ended.ts';
import { extraction } from './extraction.ts';
import { holidays } from './holidays.ts';
import { integrity } from './integrity.ts';
import { nodeVersion } from './node-version.ts';
import { roster } from './roster.ts';
import { settings } from './settings.ts';
import { webhooks } from './webhooks.ts';
import { wording } from './wording.ts';

/** Everything that is looked at, in this order: first whether there is still a campaign, then what is here, then the way out, then each way to WeCom. */
export const checksOf = (premises: Premises): readonly Check[] => [
  ended(premises),
  nodeVersion(),
  settings(premises),
  dataFolder(premises),
  integrity(premises),
  roster(premises),
  campaign(premises),
  holidays(premises),
  wording(),
  extraction(),
  apiAddress(premises),
  clock(premises),
  webhooks(premises),
  botCallback(premises),
  botConnection(premises),
  app(premises),
  appCallback(premises),
];
