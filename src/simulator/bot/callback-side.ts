import type { Clock } from '../../time/clock.ts';
import type { BotReply } from '../journal.ts';
import type { World } from '../world.ts';
import { CallbackClient, type CallbackClientOptions } from './callback-client.ts';
import { CallbackRoad, type CallbackRoadOptions } from './callback-road.ts';
import type { CallbackBot } from './options.ts';
import type { Side } from './road.ts';

interface Dependencies extends Pick<CallbackRoadOptions, 'publish' | 'responseUrl' | 'refreshEveryMs'> {
  readonly clock: Clock;
  readonly world: World;
  readonly record: (reply: BotReply) => void;
  /** How long the bot may take to answer, in real milliseconds. */
  readonly withinMs: number;
  readonly watch?: CallbackClientOptions['watch'];
}

/** The platform's side towards a bot in URL mode. */
export function callbackSide(bot: CallbackBot, { withinMs, watch, ...deps }: Dependencies): Side {
  const client = new CallbackClient(bot, deps.clock, withinMs, { watch });
  return {
    road: new CallbackRoad({ ...deps, client }),
    line: undefined,
    upgrade: undefined,
    verify: () => client.verify(),
    close: () => {},
  };
}
