import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { commands } from '../commands/index.ts';
import type { Campaign } from './campaign/campaign.ts';
import { loadCampaign } from './campaign/load.ts';
import { asksForOpinions } from './campaign/opinions.ts';
import { campaignWords } from './campaign/words.ts';
import type { Config } from './config.ts';
import { Desk } from './dialogue/desk.ts';
import type { Conversation } from './dialogue/message.ts';
import { Registry } from './dialogue/registry.ts';
import { Extractor } from './extraction/extractor.ts';
import { BallotBox } from './journal/box/ballot-box.ts';
import { openFileBox } from './journal/box/file-box.ts';
import { OpinionBox } from './journal/box/opinion-box.ts';
import type { Disk } from './journal/disk.ts';
import { openLedger } from './journal/embedded.ts';
import { openFileStore } from './journal/files/file-store.ts';
import type { Logger } from './log.ts';
import { Delivery } from './outreach/delivery.ts';
import type { Outlook, Reach } from './outreach/outlook.ts';
import { Ticker } from './outreach/ticker.ts';
import { Ways } from './outreach/ways.ts';
import { Pages } from './pages/pages.ts';
import { Books } from './progress/books.ts';
import { LiveProgress } from './progress/live.ts';
import { Progress } from './progress/progress.ts';
import { type Make, Workshop } from './report/workshop.ts';
import { LiveRoster } from './roster/live.ts';
import { openRosterStore } from './roster/store.ts';
import type { Clock } from './time/clock.ts';
import { type OnProgress, unwatched } from './time/on-progress.ts';
import { Workdays } from './time/workdays.ts';
import { Zone } from './time/zone.ts';
import { PublicBox } from './web/box/public-box.ts';
import { type Health, healthHandler } from './web/health.ts';
import { Furniture } from './web/page/furniture.ts';
import { StaffPages } from './web/pages/staff-pages.ts';
import { listen } from './web/server.ts';
import type { WayHealth } from './wecom/way-health.ts';
import { Wecom } from './wecom/wecom.ts';
import { loadWording } from './wording/wording.ts';

const MESSAGES = new URL('../templates/messages/', import.meta.url);
const PAGES = new URL('../templates/pages/', import.meta.url);

export interface AppOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  /** Instead of the campaign file's own: the demo moves the campaign to the present. */
  readonly campaign?: Campaign;
  /** Draws a whole number from 0 up to, not including, `choices`. Nobody can predict the default. */
  readonly draw?: (choices: number) => number;
  /** What the ledgers are written with; the machine's own unless told. */
  readonly disk?: Disk;
  /** Where browsers find the bot, given its own address; the configured public address unless told. */
  readonly publicUrl?: (own: string) => string;
  /** Whether the minute tick runs by itself; tests and the demo tick by hand. */
  readonly ticks?: boolean;
  /** Makes pictures and files instead of the workshop, which takes a second for each. */
  readonly make?: Make;
  /** Who hears how the long parts of the start are coming on, part by part. */
  readonly watch?: (part: 'reading' | 'replaying' | 'comparing') => OnProgress;
}

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
  /** Finishes what is in hand and lets the data folder go. */
  close(): Promise<void>;
}

/** Why the bot does not start, in words for the person who installs it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Wires the rooms together. Either everything runs when it resolves, or nothing is left open. */
export async function startApp(options: AppOptions): Promise<App> {
  const cleanup = new AsyncDisposableStack();
  try {
    return await wire(options, cleanup);
  } catch (error) {
    await cleanup.disposeAsync();
    throw error;
  }
}

async function wire(options: AppOptions, cleanup: AsyncDisposableStack): Promise<App> {
  const { config, clock, log, watch = () => unwatched } = options;
  const { draw = (choices) => randomInt(choices) } = options;
  const { campaign, warnings } = options.campaign
    ? { campaign: options.campaign, warnings: [] }
    : await readCampaign(config.campaignFile);
  const zone = new Zone(config.zone);
  const workdays = new Workdays(campaign.workdays);
  const { say } = loadWording(fileURLToPath(MESSAGES), { ...campaignWords(campaign) });
  const roster = await LiveRoster.open(openRosterStore(config.dataFolder), log);
  if (!roster) throw new StartError('还没有名册，没有启动。请先运行：npm run roster -- import 名册.xlsx');

  const ledger = await openLedger({
    folder: config.dataFolder,
    log,
    onProgress: watch('reading'),
    ...(options.disk ? { disk: options.disk } : {}),
  });
  cleanup.defer(() => ledger.close());
  const files = await openFileStore(config.dataFolder, options.disk);
  const boxes = await openFileBox(config.dataFolder, options.disk);
  const box = await OpinionBox.open(boxes);
  const books = await Books.open(ledger, box, await BallotBox.open(boxes), watch('replaying'));
  // Takes seconds in a large county: now, and not while somebody waits for an answer.
  books.state.essaysAlike.catchUp(watch('comparing'));
  const liveProgress = new LiveProgress((now) => new Progress(campaign, now, books.state, zone));
  const progress = (): Progress => liveProgress.under(roster.now);

  const extractor = new Extractor({
    onFault: (error) => log.error({ err: error }, 'a reader of files broke down'),
  });
  cleanup.defer(() => extractor.close());
  const wecom = new Wecom({
    config: config.wecom,
    clock,
    log,
    files,
    read: (content, type) => extractor.read(content, type),
    roster: () => roster.now,
    state: books.state,
  });
  cleanup.defer(() => wecom.close());
  const ways = new Ways(wecom.channels);
  const workshop = new Workshop({ files, ...(options.make ? { make: options.make } : {}) });
  cleanup.defer(() => workshop.close());
  const delivery = new Delivery({
    outbox: books.state.outbox,
    ways,
    clock,
    log,
    commit: books.commit,
  });
  const onQueued = (): void => delivery.kick();
  // Told once the server listens.
  let own: string | undefined;
  const publicUrl = (): string | undefined =>
    options.publicUrl ? own && options.publicUrl(own) : config.publicUrl;
  const furniture = new Furniture({ folder: fileURLToPath(PAGES), log, publicUrl });
  const hasBox = (options.publicUrl ?? config.publicUrl) !== undefined && config.opinionBox !== false;
  const boxAddress = (): string => `${publicUrl() ?? ''}/box`;
  const publicBox =
    hasBox && asksForOpinions(campaign)
      ? new PublicBox({
          furniture,
          campaign,
          state: books.state,
          clock,
          zone,
          say,
          log,
          roster: () => roster.now,
          address: boxAddress,
          putInBox: books.putInBox,
          draw,
        })
      : undefined;
  const ticker = new Ticker({
    prepare: async () => {
      await roster.refresh();
      // Tried again every minute; that it failed is told by whatever else is to be written.
      await box.freshen(zone.dayOf(clock.now())).catch(() => undefined);
      publicBox?.forget(clock.now());
    },
    progress,
    workdays,
    zone,
    clock,
    say,
    reach: ways,
    portions: (message) => ways.portions(message),
    finish: (draft) => workshop.finish(draft),
    log,
    commit: books.commit,
    onQueued,
  });
  const health = async (): Promise<Health> => {
    const { writable, repairs } = await ledger.health();
    return {
      storeWritable: writable,
      repairs,
      lastTick: ticker.lastTick ?? null,
      backlog: books.state.outbox.pending().length,
      ways: wecom.health(),
    };
  };
  const staffPages = new StaffPages({
    furniture,
    source: new Pages({
      reading: (person) => desk.reading(person),
      health,
      make: (order) => workshop.make(order),
    }),
    conversation: { answer: (message) => desk.answer(message) },
    clock,
    publicUrl,
  });
  const desk = new Desk({
    campaign,
    books,
    registry: new Registry(commands),
    say,
    clock,
    zone,
    workdays,
    botNames: config.wecom.botNames,
    boxAddress: () => (publicBox ? boxAddress() : null),
    log,
    roster: () => roster.now,
    progress: (now) => liveProgress.under(now),
    reach: ways,
    pages: staffPages,
    draw,
    portions: (message) => ways.portions(message),
    finish: (draft) => workshop.finish(draft),
    onQueued,
  });

  const server = await listen(
    {
      ...wecom.begin(desk),
      health: healthHandler(health, () => clock.now()),
      pages: [furniture.route, ...staffPages.routes, ...(publicBox?.routes ?? [])],
    },
    config,
    log,
    furniture.explain,
  );
  own = server.url;
  cleanup.defer(() => server.close());

  const stopping = new AbortController();
  const delivering = delivery.run(stopping.signal);
  cleanup.defer(() => delivering);
  cleanup.defer(() => stopping.abort());
  cleanup.defer(() => ticker.stop());
  if (options.ticks ?? true) ticker.start();
  await ticker.tick();

  return {
    url: server.url,
    conversation: desk,
    books,
    warnings,
    reach: ways,
    ways: () => wecom.health(),
    outlook: () => ({ progress: progress(), workdays, zone, say, now: clock.now() }),
    tick: () => ticker.tick(),
    delivered: () => delivery.idle(),
    close: () => cleanup.disposeAsync(),
  };
}

async function readCampaign(file: string): Promise<{ campaign: Campaign; warnings: readonly string[] }> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new StartError(`读不到活动文件 ${file}，没有启动。请检查 .env 里的 CAMPAIGN`);
  });
  const loaded = loadCampaign(text, { file });
  if (loaded.ok) return loaded;
  const lines = loaded.mistakes.map(
    ({ file: name, line, problem, allowed }) => `  ${name}:${line}  ${problem}。可填：${allowed}`,
  );
  throw new StartError(
    ['活动文件有误，没有启动：', ...lines, '改好后可先运行 npm run check 核对'].join('\n'),
  );
}
