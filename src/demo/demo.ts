import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Campaign } from '../campaign/campaign.ts';
import { loadCampaign } from '../campaign/load.ts';
import { createLogger } from '../log.ts';
import { parseRoster } from '../roster/parse.ts';
import { Roster, type RosterData } from '../roster/roster.ts';
import { readSheet } from '../roster/sheet.ts';
import { stamp } from '../simulator/page/page-view.ts';
import type { Instant } from '../time/clock.ts';
import { Workdays } from '../time/workdays.ts';
import { addDays, type Day, weekdayOf, Zone } from '../time/zone.ts';
import { TravellingClock } from './clock.ts';
import { controls } from './controls.ts';
import { openingScene } from './county.ts';
import type { SetUp } from './set-up.ts';
import { openStage, type Stage } from './stage.ts';
import { playStory } from './story.ts';
import { suggestions } from './suggest.ts';
import { travel } from './travel.ts';
import { welcome } from './welcome.ts';

const CAMPAIGNS = new URL('../../templates/campaigns/', import.meta.url);
/** The campaign began so many weeks ago, so that there is something to see. */
const WEEKS_AGO = 2;
const TICK_MS = 30_000;
/** Minutes from midnight between which a visitor finds people at work, with time left for half a day's discussion. */
const OFFICE_HOURS = { from: 8 * 60, until: 16 * 60 } as const;
const MORNING = 9 * 60;

export interface DemoOptions {
  /** An empty folder for everything the bot writes. */
  readonly folder: string;
  /** Another free one is taken when it is in use, and always for 0. */
  readonly port: number;
  /** When the visitor comes; the machine's own time unless told. Outside of office hours the demo opens on the next workday's morning. */
  readonly now?: Instant;
  /** How the bot is connected to the stand-in platform; A unless told. */
  readonly setUp?: SetUp;
  /** Gives up while the demo is still being prepared. */
  readonly signal?: AbortSignal;
}

export interface Demo {
  readonly url: string;
  /** Whether the port asked for was in use. */
  readonly moved: boolean;
  /** What the demo's clock shows, as in `2014-03-05 星期三 09:00`. */
  readonly time: string;
  readonly stage: Stage;
  close(): Promise<void>;
}

/** Runs the bot and a stand-in WeCom with an invented county in which the campaign has begun a while ago. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { folder, port, now = Date.now(), setUp = 'A', signal } = options;
  const zone = new Zone('Asia/Shanghai');
  const data = await sampleRoster();
  const roster = new Roster(data);
  const opening = openingTime(zone, now);
  const campaign = await presentCampaign(zone.dayOf(opening));
  const clock = new TravellingClock(zone.at(campaign.start, 8 * 60));
  let opened: Stage | undefined;
  const running = (): Stage => {
    if (!opened) throw new Error('the demo is not ready yet');
    return opened;
  };
  const travelTo = async (at: Instant): Promise<void> => {
    signal?.throwIfAborted();
    await travel(running().app, clock, at);
  };
  const { place, secretary } = openingScene(roster);
  const stage = await openOnFreePort(port, {
    clock,
    log: createLogger('warn'),
    campaign,
    roster: data,
    dataFolder: folder,
    setUp,
    page: {
      title: '群学演示 · 云溪县（虚构）',
      now: () => stamp(zone, clock.now()),
      controls: controls({ stage: running, now: () => clock.now(), travelTo }),
      suggest: (userid, chat) => (opened ? suggestions(opened.app.outlook(), userid, chat) : []),
      start: { me: secretary.id, group: place.group.id, welcome: welcome(place, secretary) },
    },
  });
  opened = stage;
  try {
    const workdays = new Workdays(campaign.workdays);
    await playStory({ stage, roster, start: campaign.start, zone, workdays, travelTo });
    await travelTo(opening);
  } catch (error) {
    await stage.close();
    throw error;
  }
  const timer = setInterval(() => void stage.app.tick(), TICK_MS);
  const { url } = stage.platform;
  return {
    url,
    moved: port !== 0 && new URL(url).port !== String(port),
    time: stamp(zone, clock.now()),
    stage,
    close: async () => {
      clearInterval(timer);
      await stage.close();
    },
  };
}

async function openOnFreePort(
  port: number,
  options: Omit<Parameters<typeof openStage>[0], 'port'>,
): Promise<Stage> {
  try {
    return await openStage({ ...options, port });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!taken) throw error;
    return openStage({ ...options, port: 0 });
  }
}

async function sampleRoster(): Promise<RosterData> {
  const parsed = parseRoster(await readSheet(fileURLToPath(new URL('roster-sample.csv', CAMPAIGNS))));
  if ('data' in parsed) return parsed.data;
  throw new Error('the sample roster cannot be read');
}

function openingTime(zone: Zone, now: Instant): Instant {
  const workdays = new Workdays();
  const { day, minute } = zone.wall(now);
  const working = workdays.isWorkday(day);
  if (working && minute >= OFFICE_HOURS.from && minute < OFFICE_HOURS.until) return now;
  let next = working && minute < OFFICE_HOURS.from ? day : addDays(day, 1);
  while (!workdays.isWorkday(next)) next = addDays(next, 1);
  return zone.at(next, MORNING);
}

/** The real campaign, moved so that it runs now. */
async function presentCampaign(today: Day): Promise<Campaign> {
  const start = addDays(today, 1 - weekdayOf(today) - 7 * WEEKS_AGO);
  const loaded = loadCampaign(await readFile(new URL('xianju.yaml', CAMPAIGNS), 'utf8'), {
    file: 'xianju.yaml',
    start,
  });
  if (loaded.ok) return loaded.campaign;
  throw new Error('the sample campaign cannot be read');
}
