import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApp } from '../../src/app/app.ts';
import { TravellingClock } from '../../src/demo/clock.ts';
import { createLogger } from '../../src/log.ts';
import type { BotConfig } from '../../src/wecom-config.ts';
import { BotSettings, type BotState, Wish } from './bot.ts';
import { answerParent } from './child.ts';
import { BOT_NAME, CONNECTED_BOT, MORNING, SECRETS } from './wire.ts';

// The bot does not tick by itself, for whatever a tick decides would fall into one round and not into the next.
const { folder, campaignFile, apiBase, line } = BotSettings.parse(JSON.parse(process.argv[2] ?? ''));
const bot: BotConfig =
  line === null ? { mode: 'callback', ...SECRETS } : { mode: 'connection', ...CONNECTED_BOT, url: line };
const clock = new TravellingClock(MORNING);
const app = await startApp({
  config: {
    host: '127.0.0.1',
    port: 0,
    dataFolder: folder,
    campaignFile,
    zone: 'Asia/Shanghai',
    logLevel: 'info',
    wecom: { bot, app: null, botNames: [BOT_NAME], apiBase },
  },
  clock,
  log: createLogger('info'),
  ticks: false,
});
const pauses = monitorEventLoopDelay({ resolution: 1 });

answerParent(async (question): Promise<BotState> => {
  const { ahead, watch } = Wish.parse(question);
  clock.travelTo(clock.now() + ahead);
  if (watch) {
    pauses.enable();
    pauses.reset();
    // The monitor counts from its first round on.
    await sleep(5);
  }
  return { url: `${app.url}/wecom/callback`, cpu: process.cpuUsage(), pause: pauses.max / 1e6 };
});
