import type { Conversation } from '../dialogue/message.ts';
import { inWords } from '../journal/box/box.ts';
import type { Delivery } from '../outreach/delivery.ts';
import type { Outlook, Reach } from '../outreach/outlook.ts';
import { Ticker } from '../outreach/ticker.ts';
import type { Health } from '../pages/page.ts';
import type { Books } from '../progress/books.ts';
import { healthHandler } from '../web/health.ts';
import { listen } from '../web/server.ts';
import type { WayHealth } from '../wecom/way-health.ts';
import { type Channels, openChannels } from './channels.ts';
import { openConversation } from './conversation.ts';
import type { AppOptions } from './options.ts';
import { readSettings, type Settings } from './settings.ts';
import { openStore, type Store } from './store.ts';
import { openWebsite, type Website } from './website.ts';

/** The running bot. */
export interface App {
  /** `http://127.0.0.1:8080` */
  readonly url: string;
  readonly conversation: Conversation;
  readonly books: Books;
  readonly warnings: readonly string[];
  /** What is known at this moment, for plans and previews. */
  outlook(): Outlook;
  readonly reach: Reach;
  /** How the ways to WeCom are doing that can tell. */
  ways(): readonly WayHealth[];
  /** Decides what is due and delivers what can be delivered now. */
  tick(): Promise<void>;
  /** Resolves when no message can be delivered until the clock moves. */
  delivered(): Promise<void>;
  /** Finishes the work under way and releases the data folder. */
  close(): Promise<void>;
}

/** Wires the rooms together. Either everything runs when it resolves, or nothing is left open. */
export async function startApp(options: AppOptions): Promise<App> {
  const cleanup = new AsyncDisposableStack();
  try {
    return await open(options, cleanup);
  } catch (error) {
    await cleanup.disposeAsync();
    throw error;
  }
}

async function open(options: AppOptions, cleanup: AsyncDisposableStack): Promise<App> {
  const { config, clock, log } = options;
  const settings = await readSettings(options);
  const store = await openStore(options, settings, cleanup);
  const channels = await openChannels(options, store, cleanup);
  const server = await listen(config, log);
  cleanup.defer(() => server.close());
  cleanup.defer(() => channels.wecom.drained());
  const website = openWebsite(options, settings, store, channels, server.url);
  const desk = openConversation(options, settings, store, channels, website);
  const ticker = openTicker(options, settings, store, channels, website);
  const health = healthOf(store, channels, ticker);

  server.serve(
    {
      ...channels.wecom.begin(desk),
      health: healthHandler(health, () => clock.now()),
      pages: website.routes(desk, health),
    },
    website.furniture.explain,
  );
  runDelivery(channels.delivery, cleanup);
  cleanup.defer(() => ticker.stop());
  if (options.ticks ?? true) ticker.start();
  await ticker.tick();

  const { books, progress } = store;
  const { zone, workdays, say, warnings } = settings;
  return {
    url: server.url,
    conversation: desk,
    books,
    warnings,
    reach: channels.ways,
    ways: () => channels.wecom.health(),
    outlook: () => ({ progress: progress(), workdays, zone, say, now: clock.now() }),
    tick: () => ticker.tick(),
    delivered: () => channels.delivery.idle(),
    close: () => cleanup.disposeAsync(),
  };
}

function openTicker(
  { clock, log }: AppOptions,
  { zone, workdays, say }: Settings,
  { progress, refresh }: Store,
  { ways, recorder }: Channels,
  website: Website,
): Ticker {
  const prepare = async (): Promise<void> => {
    await refresh(clock.now());
    website.forget(clock.now());
  };
  return new Ticker({
    prepare,
    progress,
    workdays,
    zone,
    clock,
    say,
    reach: ways,
    log,
    record: recorder.record,
  });
}

const healthOf =
  ({ books }: Store, { wecom }: Channels, ticker: Ticker) =>
  async (): Promise<Health> => {
    const { writable, repairs } = await books.journal.health();
    return {
      storeWritable: writable && (await books.isBoxUsable()),
      repairs: [...repairs, ...books.boxFindings().map(inWords)],
      lastTick: ticker.lastTick ?? null,
      backlog: books.state.outbox.pending().length,
      ways: wecom.health(),
    };
  };

function runDelivery(delivery: Delivery, cleanup: AsyncDisposableStack): void {
  const stopping = new AbortController();
  const running = delivery.run(stopping.signal);
  cleanup.defer(() => running);
  cleanup.defer(() => stopping.abort());
}
