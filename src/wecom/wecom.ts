import type Koa from 'koa';
import type { Conversation } from '../dialogue/message.ts';
import type { FileStore } from '../journal/files/files.ts';
import type { Logger } from '../log.ts';
import { AloudChannel } from '../outreach/aloud.ts';
import type { Channel } from '../outreach/channel.ts';
import type { State } from '../progress/state.ts';
import type { FileContents } from '../records/records.ts';
import type { PersonId, Roster, UnitId } from '../roster/roster.ts';
import type { Clock } from '../time/clock.ts';
import type { BotConfig, WecomConfig } from '../wecom-config.ts';
import { AccountChannel } from './account-channel.ts';
import { SelfBuiltApp } from './app/self-built-app.ts';
import { ActiveReply } from './callback/active-reply.ts';
import { callbackHandler } from './callback/callback.ts';
import { CallbackCrypto } from './callback/crypto.ts';
import type { LongConnection } from './connection/long-connection.ts';
import { Media } from './media.ts';
import { Reception } from './reception.ts';
import type { WayHealth } from './way-health.ts';
import { WebhookChannel } from './webhook/webhook-channel.ts';

export interface WecomOptions {
  readonly config: WecomConfig;
  readonly clock: Clock;
  readonly log: Logger;
  readonly files: FileStore;
  /** Reads a file that was sent. Never rejects. */
  readonly read: (content: Uint8Array, type: string) => Promise<FileContents>;
  /** Asked anew every time: an import may have replaced it. */
  readonly roster: () => Roster;
  /** Which chats are bound and open. */
  readonly state: Pick<State, 'chatOf' | 'privateChatOf'>;
}

type Handler = (context: Koa.Context) => Promise<void>;

/** What WeCom may call; undefined where it has no reason to. */
export interface WecomRoutes {
  readonly callback: Handler | undefined;
  readonly appCallback: Handler | undefined;
}

/** Everything that leads to WeCom and from it, as the county has set it up; nothing else knows how that is. */
export class Wecom {
  /** The ways out, in the order they are tried: alone by the app, alone by the connection, at last with a mention in the group. */
  readonly channels: readonly Channel[];
  readonly #options: WecomOptions;
  readonly #app: SelfBuiltApp | undefined;
  readonly #connection: LongConnection | undefined;
  #drained = async (): Promise<void> => {};

  private constructor(options: WecomOptions, connection: LongConnection | undefined) {
    const { config, roster } = options;
    const { apiBase, app } = config;
    const chatOf = (unit: UnitId): string | undefined => options.state.chatOf(unit);
    const webhookOf = (unit: UnitId): string | null => roster().unit(unit)?.webhook ?? null;
    this.#options = options;
    this.#app = app ? new SelfBuiltApp({ ...options, config: app, apiBase, chatOf }) : undefined;
    this.#connection = connection;
    const accountOf = (person: PersonId): PersonId | null => roster().accountOf(person);
    const webhooks = new AccountChannel(new WebhookChannel({ ...options, apiBase, webhookOf }), accountOf);
    const toGroups = [...(this.#connection ? [this.#connection.channel] : []), webhooks];
    const aloud = toGroups.map((channel) => new AloudChannel(channel));
    const alone = this.#app ? [new AccountChannel(this.#app.channel, accountOf)] : [];
    this.channels = [...alone, ...toGroups, ...aloud];
  }

  static async open(options: WecomOptions): Promise<Wecom> {
    const { bot } = options.config;
    return new Wecom(options, bot.mode === 'connection' ? await connection(options, bot) : undefined);
  }

  /** What people say is answered from now on. */
  begin(conversation: Conversation): WecomRoutes {
    const { clock, config, log } = this.#options;
    const { bot, apiBase } = config;
    const media = this.#media();
    const reception = new Reception({
      conversation,
      receive: (attachment) => media.receive(attachment),
      identify: async (userid) => {
        const account = (await this.#app?.identify(userid)) ?? userid;
        return this.#options.roster().idOf(account);
      },
      clock,
    });
    this.#connection?.begin(reception);
    const appCallback = this.#app?.callback(reception);
    if (bot.mode === 'connection') return { callback: undefined, appCallback };
    const crypto = new CallbackCrypto(bot, clock);
    const later = new ActiveReply(apiBase, log);
    const callback = callbackHandler({ crypto, reception, later, clock, log });
    this.#drained = () => callback.drained();
    return { callback: callback.handle, appCallback };
  }

  health(): readonly WayHealth[] {
    return [this.#connection?.health(), this.#app?.health()].filter((each) => each !== undefined);
  }

  /** Resolves once WeCom has fetched the answers it was promised: it asks for them, so whoever stops has to stay open for that long. */
  drained(): Promise<void> {
    return this.#drained();
  }

  /** Finishes the answers in hand and disconnects. */
  async close(): Promise<void> {
    await this.#connection?.close();
  }

  #media(): Media {
    const { config, files, read, log } = this.#options;
    const app = this.#app;
    return new Media({
      aesKey: config.bot.mode === 'callback' ? config.bot.aesKey : null,
      files,
      read,
      fetchMedia: app ? (id) => app.fetchMedia(id) : null,
      apiBase: config.apiBase,
      log,
    });
  }
}

/** The official SDK takes a while to load, so it is loaded only where there is a connection. */
async function connection(
  options: WecomOptions,
  config: Extract<BotConfig, { mode: 'connection' }>,
): Promise<LongConnection> {
  const { LongConnection } = await import('./connection/long-connection.ts');
  const { roster, state } = options;
  return new LongConnection({
    ...options,
    config,
    chatOf: (unit) => state.chatOf(unit),
    privateChatOf: (person) => state.privateChatOf(person),
    nameOf: (person: PersonId) => roster().person(person)?.name,
  });
}
