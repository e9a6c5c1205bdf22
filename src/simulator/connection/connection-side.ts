import type { Publish } from '../bot/callback-body.ts';
import type { ConnectionBot } from '../bot/options.ts';
import type { Side } from '../bot/road.ts';
import { Shown } from '../bot/shown.ts';
import { PlatformError } from '../errors.ts';
import type { Faults } from '../fault.ts';
import type { Ground } from '../ground.ts';
import type { ApiCall, BotReply } from '../journal.ts';
import { ConnectionApi } from './connection-api.ts';
import { ConnectionRoad } from './connection-road.ts';
import { Exchanges } from './exchange.ts';
import { Line, type LineOptions } from './line.ts';

interface Dependencies extends Ground {
  readonly faults: Faults;
  readonly record: (entry: ApiCall | BotReply, reqId?: string) => void;
  /** Is told of every frame to the bot. */
  readonly watch?: LineOptions['watch'];
  readonly publish: Publish;
  /** How long to wait for an answer that is not begun, in real milliseconds. */
  readonly withinMs: number;
}

/** The platform's side towards a bot that holds a connection to it. */
export function connectionSide(bot: ConnectionBot, deps: Dependencies): Side {
  const { clock, world, inbox, faults, record, publish, withinMs, watch } = deps;
  const exchanges = new Exchanges();
  const shown = new Shown(world);
  const api = new ConnectionApi({ clock, world, inbox, shown, exchanges, record });
  const line = new Line({ credentials: bot.connection, clock, api, faults, record, watch });
  return {
    road: new ConnectionRoad({ clock, line, exchanges, shown, publish, withinMs }),
    line,
    upgrade: (request, socket, head) => line.take(request, socket, head),
    verify: () => Promise.reject(new PlatformError('rule', 'the bot has no callback address')),
    close: () => {
      exchanges.end();
      line.close();
    },
  };
}
