import type { Ground } from '../ground.ts';
import type { AppMedia } from './app-media.ts';

/** A self-built app: https://developer.work.weixin.qq.com/document/path/90556 */
export interface AppOptions {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  /** Where people's messages go; the app only sends when not given. */
  readonly callback?: {
    readonly token: string;
    /** 43 characters. */
    readonly aesKey: string;
    /** Asked for at every call, so that the app may start after the platform. */
    readonly url: () => string;
  };
  /** The addresses it may call from; any when not given. */
  readonly trustedIps?: readonly string[];
  /** Userids of who can see it; the whole company when not given. */
  readonly visible?: readonly string[];
  /** What it is called; 群学 when not given. */
  readonly name?: string;
  /** Whether it was switched off in the admin console. */
  readonly closed?: boolean;
  /** Userids of who has no licence for the API. */
  readonly unlicensed?: readonly string[];
}

/** What the parts of the platform stand on that have to do with the app. */
export interface AppGround extends Ground {
  readonly app: AppOptions;
  readonly media: AppMedia;
}

/** What the app may call, below /cgi-bin/. */
export const APP_CALLS = [
  'gettoken',
  'getcallbackip',
  'agent/get',
  'message/send',
  'message/update_template_card',
  'appchat/create',
  'appchat/get',
  'appchat/send',
  'media/upload',
  'media/get',
  'batch/openuserid_to_userid',
] as const;
export type AppCall = (typeof APP_CALLS)[number];
