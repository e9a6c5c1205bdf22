import { randomBytes } from 'node:crypto';
import type { AppOptions } from '../simulator/app/options.ts';
import type { BotOptions } from '../simulator/bot/options.ts';
import type { AppConfig, BotConfig, WecomConfig } from '../wecom-config.ts';

/** What the bot is called in the groups of the stand-in platform. */
export const BOT_NAME = '群学助手';

/** How a county may be connected; see the manual. C is an app beside A or B. */
export const SET_UPS = {
  A: { bot: 'callback', app: false },
  B: { bot: 'connection', app: false },
  AC: { bot: 'callback', app: true },
  BC: { bot: 'connection', app: true },
} as const;
export type SetUp = keyof typeof SET_UPS;

/** The secrets a set-up is made of: what the bot has in its settings, and what the stand-in platform knows. */
export class Secrets {
  readonly setUp: SetUp;
  readonly #callback = { token: letters(20), aesKey: letters(43), receiveId: '' };
  readonly #connection = { botId: `aib-${letters(10)}`, secret: letters(43) };
  readonly #app = { corpId: `ww${letters(16)}`, agentId: 1_000_002, secret: letters(43) };
  readonly #appCallback = { token: letters(20), aesKey: letters(43) };

  constructor(setUp: SetUp) {
    this.setUp = setUp;
  }

  /** `botUrl`: where the bot listens, once it does. */
  platformBot(botUrl: () => string): BotOptions {
    return SET_UPS[this.setUp].bot === 'callback'
      ? { name: BOT_NAME, ...this.#callback, callbackUrl: () => `${botUrl()}/wecom/callback` }
      : { name: BOT_NAME, connection: this.#connection };
  }

  platformApp(botUrl: () => string): AppOptions | undefined {
    if (!SET_UPS[this.setUp].app) return undefined;
    return { ...this.#app, callback: { ...this.#appCallback, url: () => `${botUrl()}/wecom/app` } };
  }

  config(platform: { readonly url: string; readonly connectionUrl: string }): WecomConfig {
    const app: AppConfig | null = SET_UPS[this.setUp].app
      ? { ...this.#app, callback: this.#appCallback }
      : null;
    return { bot: this.#bot(platform.connectionUrl), app, botNames: [BOT_NAME], apiBase: platform.url };
  }

  #bot(url: string): BotConfig {
    return SET_UPS[this.setUp].bot === 'callback'
      ? { mode: 'callback', ...this.#callback }
      : { mode: 'connection', ...this.#connection, url };
  }
}

/** Letters and digits, as WeCom's console makes them. */
function letters(count: number): string {
  return randomBytes(count * 2)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, count);
}
