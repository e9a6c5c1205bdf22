import type { Middleware } from 'koa';
import type { CallbackClientOptions } from '../bot/callback-client.ts';
import { PlatformError } from '../errors.ts';
import type { Faults } from '../fault.ts';
import type { Ground } from '../ground.ts';
import type { Outbound } from '../journal.ts';
import { describeAgent } from './agent.ts';
import { appClient } from './app-callback.ts';
import { AppChats } from './app-chats.ts';
import { AppMedia } from './app-media.ts';
import { AppMessages } from './app-messages.ts';
import { appServer } from './app-server.ts';
import { AppSide } from './app-side.ts';
import type { AppOptions } from './options.ts';
import { Tokens } from './tokens.ts';

/** What can be done to the app from the admin console. */
export interface AppControls {
  /** Only these addresses may call from now on; any when not given. */
  trust(ips?: readonly string[]): void;
  /** The token is not taken any more, before its time. */
  dropToken(): void;
  /** The check made when the callback's address is saved. Rejects with a PlatformError unless the app passes it. */
  verifyUrl(): Promise<void>;
}

export interface SelfBuiltApp {
  readonly side: AppSide;
  readonly middleware: Middleware;
  readonly controls: AppControls;
}

interface Dependencies extends Ground {
  readonly faults: Faults;
  readonly record: (entry: Outbound) => void;
  /** How long the app may take to answer, in real milliseconds. */
  readonly withinMs: number;
  readonly watch?: CallbackClientOptions['watch'];
}

/** The platform's side towards a self-built app. */
export function selfBuiltApp(app: AppOptions, deps: Dependencies): SelfBuiltApp {
  const { clock, withinMs } = deps;
  const tokens = new Tokens(app, clock);
  const media = new AppMedia(clock);
  const messages = new AppMessages({ ...deps, app, media });
  const chats = new AppChats({ ...deps, app, media });
  const client = appClient(app, clock, withinMs, deps.watch);
  const { codes } = messages;
  let trusted = app.trustedIps;
  return {
    side: new AppSide({ ...deps, app, media, codes, client }),
    middleware: appServer({
      ...deps,
      tokens,
      messages,
      chats,
      media,
      describe: (agentId) => describeAgent(app, agentId),
      isTrusted: (ip) => trusted?.includes(ip) ?? true,
      isVisible: (userid) => app.visible?.some((each) => each.toLowerCase() === userid.toLowerCase()) ?? true,
    }),
    controls: {
      trust: (ips) => {
        trusted = ips;
      },
      dropToken: () => tokens.drop(),
      verifyUrl: async () => {
        if (!client) throw new PlatformError('rule', 'the app has no callback');
        await client.verify();
      },
    },
  };
}
