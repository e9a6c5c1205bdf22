import { z } from 'zod';
import { startApp } from '../../src/app.ts';
import { createLogger } from '../../src/log.ts';
import { openRosterStore } from '../../src/roster/store.ts';
import { MovableClock } from '../../src/time/clock.ts';
import type { Told } from './bot.ts';
import { BOT_NAME, readCampaign, readCounty } from './facts.ts';
import { APP, SECRETS } from './letter.ts';

// The real bot on real files. Time and ticks come from the parent; whatever goes wrong inside is told to it.
const given = z
  .strictObject({ dataFolder: z.string(), apiBase: z.string(), at: z.number() })
  .parse(JSON.parse(process.argv[2] ?? ''));
const tell = (told: Told): void => void process.send?.(told);

const clock = new MovableClock(given.at);
await openRosterStore(given.dataFolder).import(await readCounty(), clock.now());

/** What the bot says of itself at level `error` is no answer of the platform's: those are all good here. */
const log = createLogger('info', {
  write(line) {
    if (line.startsWith('{"level":50') || line.startsWith('{"level":60')) tell({ kind: 'error', line });
  },
});
process.on('warning', (warning) => tell({ kind: 'error', line: `${warning.name}: ${warning.message}` }));

const app = await startApp({
  config: {
    host: '127.0.0.1',
    port: 0,
    dataFolder: given.dataFolder,
    campaignFile: '',
    zone: 'Asia/Shanghai',
    logLevel: 'info',
    wecom: {
      bot: { mode: 'callback', ...SECRETS },
      app: APP,
      botNames: [BOT_NAME],
      apiBase: given.apiBase,
    },
  },
  clock,
  log,
  campaign: await readCampaign(),
  ticks: false,
});

const order = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('go on'), at: z.number(), tick: z.boolean() }),
  z.object({ kind: z.literal('measure') }),
]);

process.on('message', (message) => {
  void obey(order.parse(message)).catch((error: unknown) => {
    throw error;
  });
});
process.once('disconnect', () => process.exit());
tell({ kind: 'ready', url: app.url });

async function obey(given: z.infer<typeof order>): Promise<void> {
  if (given.kind === 'measure') {
    await app.delivered();
    tell({ kind: 'measured', ...measure() });
    return;
  }
  clock.set(given.at);
  if (given.tick) await app.tick();
  tell({ kind: 'went on' });
}

function measure(): { readonly memory: number; readonly records: number; readonly resources: number } {
  // Twice: what the first lets go of is collected by the second.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo().length;
  return { memory: heapUsed + external, records: app.books.state.size, resources };
}
