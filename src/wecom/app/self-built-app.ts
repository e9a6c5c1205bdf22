import type Koa from 'koa';
import type { FileStore } from '../../journal/files/files.ts';
import type { Logger } from '../../log.ts';
import type { Channel } from '../../outreach/channel.ts';
import type { UnitId } from '../../roster/roster.ts';
import type { Clock } from '../../time/clock.ts';
import type { AppConfig } from '../../wecom-config.ts';
import { CallbackCrypto } from '../callback/crypto.ts';
import type { Fetched } from '../media.ts';
import type { Reception } from '../reception.ts';
import type { Timer } from '../timer.ts';
import type { WayHealth } from '../way-health.ts';
import { Allowance } from './allowance.ts';
import { AppApi } from './app-api.ts';
import { appCallbackHandler } from './app-callback.ts';
import { AppChannel } from './app-channel.ts';
import { AppChats, type Created } from './app-chats.ts';
import { Identities } from './identities.ts';
import { LateReplies } from './late-replies.ts';
import { AppMedia } from './media.ts';
import { PersonalSender } from './personal-sender.ts';
import { Uploads } from './uploads.ts';

export interface AppOptions {
  readonly config: AppConfig;
  readonly apiBase: string;
  readonly files: FileStore;
  readonly log: Logger;
  readonly clock: Clock;
  /** The chat a unit is bound to; undefined when it is bound to none. */
  readonly chatOf: (unit: UnitId) => string | undefined;
  /** What waits for slow answers and between tries; real time unless told. */
  readonly timer?: Timer;
  /** Milliseconds for one call, 15 s unless told. */
  readonly timeout?: number;
}

/** A 自建应用: it writes to people, fetches what they send it, knows who is behind an encrypted id, and may be written to. */
export class SelfBuiltApp {
  readonly channel: Channel;
  readonly #options: AppOptions;
  readonly #api: AppApi;
  readonly #chats: AppChats;
  readonly #media: AppMedia;
  readonly #identities: Identities;
  readonly #later: LateReplies;

  /** Throws a RangeError when a secret of the callback is malformed. */
  constructor(options: AppOptions) {
    const { config, files, log, clock, chatOf, timer } = options;
    this.#options = options;
    const api = new AppApi(options);
    const allowance = new Allowance(clock);
    const sender = new PersonalSender(api, config.agentId, allowance);
    this.#api = api;
    this.#chats = new AppChats(api, clock);
    this.#media = new AppMedia({ api, timer });
    this.#identities = new Identities(api, clock);
    this.#later = new LateReplies({ sender, allowance, log, timer });
    this.channel = new AppChannel({
      api,
      sender,
      chats: this.#chats,
      uploads: new Uploads(api, files, clock),
      allowance,
      tappable: config.callback !== null,
      chatOf,
      clock,
      log,
    });
  }

  /** What somebody sent to the app. Never rejects. */
  fetchMedia(id: string): Promise<Fetched> {
    return this.#media.fetch(id);
  }

  /** The account behind an encrypted id; the id itself where it is an account, or nobody knows. Never rejects. */
  identify(userid: string): Promise<string> {
    return this.#identities.accountOf(userid);
  }

  /** Makes a group the app can write to. Never rejects. */
  createChat(name: string, owner: string, members: readonly string[]): Promise<Created> {
    return this.#chats.create(name, owner, members);
  }

  /** What WeCom calls when somebody writes to the app; undefined where the app only sends. */
  callback(
    reception: Pick<Reception, 'answer' | 'greet'>,
  ): ((ctx: Koa.Context) => Promise<void>) | undefined {
    const { config, clock, log, timer } = this.#options;
    if (config.callback === null) return undefined;
    const crypto = new CallbackCrypto({ ...config.callback, receiveId: config.corpId }, clock);
    const api = this.#api;
    return appCallbackHandler({ config, crypto, reception, api, later: this.#later, clock, log, timer });
  }

  health(): WayHealth {
    return this.#api.health();
  }
}
