import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Campaign } from '../campaign/campaign.ts';
import { loadCampaign } from '../campaign/load.ts';
import { TravellingClock } from '../demo/clock.ts';
import { openStage, type Stage } from '../demo/stage.ts';
import { playStory } from '../demo/story.ts';
import { suggestions } from '../demo/suggest.ts';
import { travel } from '../demo/travel.ts';
import { createLogger } from '../log.ts';
import { nextMoments } from '../outreach/moments.ts';
import { parseRoster } from '../roster/parse.ts';
import { Roster, type RosterData } from '../roster/roster.ts';
import { readSheet } from '../roster/sheet.ts';
import type { Control, PageOptions } from '../simulator/page-server.ts';
import { DAY, HOUR, type Instant } from '../time/clock.ts';
import { Workdays } from '../time/workdays.ts';
import { addDays, weekdayOf, Zone } from '../time/zone.ts';
import type { CommandIo } from './io.ts';

const PORT = 8800;
const CAMPAIGNS = new URL('../../templates/campaigns/', import.meta.url);
const WEEKDAYS = '一二三四五六日';
/** The campaign began so many weeks ago, so that there is something to see. */
const WEEKS_AGO = 2;

/** Runs the bot and a stand-in WeCom with an invented county until stopped. Nothing is kept afterwards. */
export async function demoCommand(args: readonly string[], io: CommandIo): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-demo-'));
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
  try {
    const demo = await startDemo(folder, readPort(args));
    io.out(`演示已就绪，请用浏览器打开：${demo.url}`);
    io.out('按 Ctrl+C 结束；演示数据不会保留。');
    await stopped;
    await demo.close();
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readPort([given]: readonly string[]): number {
  const port = Number(given ?? process.env['PORT'] ?? PORT);
  return Number.isInteger(port) && port >= 0 && port <= 65535 ? port : PORT;
}

export interface Demo {
  readonly url: string;
  readonly stage: Stage;
  close(): Promise<void>;
}

/** Starts the demo on this port, or on any free one when it is taken. */
export async function startDemo(folder: string, port: number): Promise<Demo> {
  const zone = new Zone('Asia/Shanghai');
  const roster = await sampleRoster();
  const campaign = await presentCampaign(zone);
  const present = Date.now();
  const clock = new TravellingClock(zone.at(campaign.start, 8 * 60));
  let stage: Stage | undefined;
  const running = (): Stage => {
    if (!stage) throw new Error('the demo is not ready yet');
    return stage;
  };
  const travelTo = (at: Instant): Promise<void> => travel(running().app, clock, at);
  const people = new Roster(roster);
  const page: PageOptions = {
    title: '群学演示 · 云溪县（虚构）',
    now: () => clockFace(zone, clock.now()),
    controls: controls(running, clock, zone, travelTo),
    suggest: (userid, chat) => suggestions(people, userid, chat),
  };
  const open = (on: number): Promise<Stage> =>
    openStage({ clock, log: createLogger('warn'), campaign, roster, dataFolder: folder, page, port: on });
  stage = await open(port).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return open(0);
    throw error;
  });
  await playStory({
    stage,
    roster: people,
    start: campaign.start,
    zone,
    workdays: new Workdays(campaign.workdays),
    travelTo,
  });
  await travelTo(present);
  const opened = stage;
  const timer = setInterval(() => void opened.app.tick(), 30_000);
  return {
    url: opened.platform.url,
    stage: opened,
    close: async () => {
      clearInterval(timer);
      await opened.close();
    },
  };
}

async function sampleRoster(): Promise<RosterData> {
  const parsed = parseRoster(await readSheet(fileURLToPath(new URL('roster-sample.csv', CAMPAIGNS))));
  if ('data' in parsed) return parsed.data;
  throw new Error('the sample roster cannot be read');
}

/** The real campaign, moved so that it runs now. */
async function presentCampaign(zone: Zone): Promise<Campaign> {
  const today = zone.dayOf(Date.now());
  const start = addDays(today, 1 - weekdayOf(today) - 7 * WEEKS_AGO);
  const loaded = loadCampaign(await readFile(new URL('xianju.yaml', CAMPAIGNS), 'utf8'), {
    file: 'xianju.yaml',
    start,
  });
  if (loaded.ok) return loaded.campaign;
  throw new Error('the sample campaign cannot be read');
}

function controls(
  running: () => Stage,
  clock: TravellingClock,
  zone: Zone,
  travelTo: (at: Instant) => Promise<void>,
): Control[] {
  const moved = async (to: Instant | undefined, nothing: string): Promise<string> => {
    if (to === undefined) return nothing;
    const { platform } = running();
    platform.takeMessages();
    await travelTo(to);
    const sent = platform.takeMessages().length;
    return `时间已到 ${clockFace(zone, clock.now())}，期间发出 ${sent} 条消息`;
  };
  const next = () => {
    const { app } = running();
    return nextMoments(app.outlook(), app.reach);
  };
  return [
    { id: 'reminder', label: '到下一次提醒', run: () => moved(next().reminder, '没有要提醒的了') },
    { id: 'digest', label: '到周五周报', run: () => moved(next().digest, '活动已经结束，没有周报了') },
    { id: 'day', label: '+1 天', run: () => moved(clock.now() + DAY, '') },
    { id: 'hour', label: '+1 小时', run: () => moved(clock.now() + HOUR, '') },
  ];
}

/** `2014-03-05 星期三 09:00` */
function clockFace(zone: Zone, at: Instant): string {
  const { day, weekday } = zone.wall(at);
  return `${day} 星期${WEEKDAYS[weekday - 1]} ${zone.time(at)}`;
}
