import type { Secrets } from './envelope.ts';

interface Named {
  /** The display name by which people mention it. */
  readonly name: string;
}

/** A bot in URL mode. */
export interface CallbackBot extends Named, Secrets {
  /** Asked for at every call, so that the bot may start after the platform. */
  readonly callbackUrl: () => string;
}

/** A bot that holds a connection to the platform. */
export interface ConnectionBot extends Named {
  readonly connection: Credentials;
}

export interface Credentials {
  readonly botId: string;
  readonly secret: string;
}

/** A bot is in one mode at a time. */
export type BotOptions = CallbackBot | ConnectionBot;
