import { fileURLToPath } from 'node:url';
import { createLogger } from '../log.ts';
import type { Make } from '../report/workshop.ts';
import { parseRoster } from '../roster/parse.ts';
import { Roster, type RosterData } from '../roster/roster.ts';
import { readSheet } from '../roster/sheet.ts';
import type { Front } from '../simulator/front.ts';
import { stamp } from '../simulator/page/page-view.ts';
import type { Instant } from '../time/clock.ts';
import { Workdays } from '../time/workdays.ts';
import { addDays, Zone } from '../time/zone.ts';
import { presentCampaign } from './campaign.ts';
import { TravellingClock } from './clock.ts';
import { controls } from './controls.ts';
import { openingScene, tourGroups } from './county.ts';
import { campaignDay } from './moments.ts';
import type { SetUp } from './set-up.ts';
import { openStage, type Stage } from './stage.ts';
import { playStory } from './story.ts';
import { suggestions } from './suggest.ts';
import { Performer } from './tour/performer.ts';
import { tourSteps } from './tour/steps.ts';
import { Tour } from './tour/tour.ts';
import { travel } from './travel.ts';
import { welcome } from './welcome.ts';

const SAMPLE = new URL('../../templates/campaigns/roster-sample.csv', import.meta.url);
const TICK_MS = 30_000;
/** Minutes from midnight between which a visitor finds people at work, with time left for half a day's discussion. */
const OFFICE_HOURS = { from: 8 * 60, until: 16 * 60 } as const;
const MORNING = 9 * 60;

export interface SceneOptions {
  /** An empty folder for everything the bot writes. */
  readonly folder: string;
  readonly front: Front;
  /** When the visitor comes. Outside of office hours the demo opens on the next workday's morning. */
  readonly now: Instant;
  readonly setUp: SetUp;
  /** Makes pictures and files; a worker unless told. */
  readonly make?: Make | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Whether the visitor finds the tour begun. */
  readonly guided: boolean;
  /** Called when the visitor wants the tour in a county where nothing has been done yet. */
  startOver(): Promise<void>;
}

/** The invented county on one day, with everything that has happened before the visitor comes. */
export interface Scene {
  readonly stage: Stage;
  readonly tour: Tour;
  /** What the county's clock shows, as in `2014-03-05 星期三 09:00`. */
  readonly time: string;
  close(): Promise<void>;
}

/** Rejects when it is given up meanwhile. */
export async function openScene(options: SceneOptions): Promise<Scene> {
  const { folder, front, signal } = options;
  const zone = new Zone('Asia/Shanghai');
  const data = await sampleRoster();
  const roster = new Roster(data);
  const opening = openingTime(zone, options.now);
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
  const ready = Promise.withResolvers<void>();
  const tour = new Tour({
    steps: tourSteps,
    performer: new Performer({ stage: running, groups: tourGroups(roster), travelTo }),
    startOver: options.startOver,
  });
  const stage = await openStage({
    clock,
    log: createLogger('warn'),
    campaign,
    roster: data,
    dataFolder: folder,
    setUp: options.setUp,
    make: options.make,
    front,
    page: {
      title: '群学演示 · 云溪县（虚构）',
      now: () => stamp(zone, clock.now()),
      calendar: () => campaignDay(campaign.start, zone.dayOf(clock.now())),
      controls: controls({ stage: running, travelTo }),
      suggest: (userid, chat) => (opened ? suggestions(opened, userid, chat) : []),
      start: { me: secretary.id, group: place.group.id, welcome: welcome(place, secretary) },
      tour,
      ready: ready.promise,
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
  if (options.guided) await tour.begin();
  ready.resolve();
  const timer = setInterval(() => void stage.app.tick(), TICK_MS);
  return {
    stage,
    tour,
    time: stamp(zone, clock.now()),
    close: async () => {
      clearInterval(timer);
      await stage.close();
    },
  };
}

async function sampleRoster(): Promise<RosterData> {
  const parsed = parseRoster(await readSheet(fileURLToPath(SAMPLE)));
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
