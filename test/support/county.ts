import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Campaign } from '../../src/campaign/campaign.ts';
import { loadCampaign } from '../../src/campaign/load.ts';
import type { SetUp } from '../../src/demo/set-up.ts';
import { openStage, type Stage } from '../../src/demo/stage.ts';
import { travel } from '../../src/demo/travel.ts';
import type { Disk } from '../../src/journal/disk.ts';
import { createLogger } from '../../src/log.ts';
import { parseRoster } from '../../src/roster/parse.ts';
import type { RosterData } from '../../src/roster/roster.ts';
import { readSheet } from '../../src/roster/sheet.ts';
import type { Answer } from '../../src/simulator/bot/road.ts';
import { type ChatMessage, type ChatRef, textOf } from '../../src/simulator/chat.ts';
import { MovableClock } from '../../src/time/clock.ts';
import { type Day, toDay, Zone } from '../../src/time/zone.ts';
import { makeQuickly, PIXEL } from './quick-pictures.ts';

export { makeQuickly, PIXEL };

/** Short names for the groups of the sample county. */
export const GROUPS = {
  office: '云溪县活动办',
  education1: '县教育局/机关第一支部',
  education2: '县教育局/机关第二支部',
  retired: '县教育局/退休支部',
  health: '县卫生局/机关支部',
  disease: '县卫生局/疾控支部',
  library: '县图书馆/图书馆支部',
  town: '清源镇/镇机关支部',
} as const;

export type GroupName = keyof typeof GROUPS;

/** A short name, or the id of any unit whose group it is. */
export type GroupOf = GroupName | (string & {});

const zone = new Zone('Asia/Shanghai');

/** Real milliseconds; only a machine that is very busy comes near it. */
const SLOW_MACHINE = 60_000;

export interface CountyOptions {
  /** When the story begins, in Shanghai. Monday 3 March 2014, 09:00, unless told. */
  readonly at?: readonly [day: string, time: string];
  /** Another campaign than the one of study alone. */
  readonly campaignFile?: string;
  /** Another county than the sample. */
  readonly rosterFile?: string;
  /** Changes the campaign file's text before it is read. */
  readonly campaign?: (text: string) => string;
  readonly roster?: (data: RosterData) => RosterData;
  readonly disk?: Disk;
  /** What the bot draws instead of numbers that nobody can predict. */
  readonly draw?: (choices: number) => number;
  /** How the bot is connected; A unless told. */
  readonly setUp?: SetUp;
  /** Whether pictures are really drawn, which takes a second for each; a pixel stands for them unless told. */
  readonly drawn?: boolean;
  /** Whether /网页 leads anywhere; it does unless told. */
  readonly pages?: boolean;
  /** Groups that are bound already. */
  readonly bound?: readonly GroupOf[];
}

/** The sample county on a stand-in WeCom. Whatever the bot posts and no test expects fails the test. */
export async function openCounty(options: CountyOptions = {}): Promise<County> {
  const [day, time] = options.at ?? ['2014-03-03', '09:00'];
  const clock = new MovableClock(instant(day, time));
  const folder = await mkdtemp(join(tmpdir(), 'qunxue-test-'));
  const log: string[] = [];
  const stage = await openStage({
    clock,
    log: createLogger('debug', { write: (line) => void log.push(line) }),
    campaign: await sampleCampaign(options.campaign, options.campaignFile),
    roster: await sampleRoster(options.roster, options.rosterFile),
    dataFolder: folder,
    answerWithinMs: SLOW_MACHINE,
    ...(options.drawn ? {} : { make: makeQuickly }),
    ...(options.draw ? { draw: options.draw } : {}),
    ...(options.disk ? { disk: options.disk } : {}),
    ...(options.pages === undefined ? {} : { pages: options.pages }),
    ...(options.setUp ? { setUp: options.setUp } : {}),
  });
  const county = new County(stage, clock, folder, log);
  onTestFinished(async () => {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
    county.nothingElse();
  });
  for (const group of options.bound ?? []) await county.bind(group);
  return county;
}

export const instant = (day: string, time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return zone.at(toDay(day), hour * 60 + minute);
};

export async function sampleCampaign(
  change: (text: string) => string = (text) => text,
  file = 'test/support/campaigns/study.yaml',
) {
  const text = change(await readFile(file, 'utf8'));
  return remembered(campaigns, `${file}\n${text}`, () => {
    const loaded = loadCampaign(text, { file });
    if (loaded.ok) return frozen(loaded.campaign);
    throw new Error(JSON.stringify(loaded.mistakes));
  });
}

export async function sampleRoster(
  change: (data: RosterData) => RosterData = (data) => data,
  file = 'templates/campaigns/roster-sample.csv',
): Promise<RosterData> {
  return change(
    await remembered(rosters, file, async () => {
      const parsed = parseRoster(await readSheet(file));
      if ('data' in parsed) return frozen(parsed.data);
      throw new Error(JSON.stringify(parsed.mistakes));
    }),
  );
}

// Reading them takes longer than opening a county, so all files of a worker share them: frozen, for a change would reach the others.
const campaigns = new Map<string, Campaign>();
const rosters = new Map<string, Promise<RosterData>>();

function remembered<T>(known: Map<string, T>, name: string, read: () => T): T {
  const found = known.get(name) ?? read();
  known.set(name, found);
  return found;
}

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const each of Object.values(Object.freeze(value))) frozen(each);
  return value;
}

type Extras = Partial<{ images: Uint8Array[]; quote: string; mention: boolean; msgid: string }>;

export class County {
  readonly stage: Stage;
  readonly clock: MovableClock;
  readonly folder: string;
  /** Every line the bot has logged. */
  readonly log: readonly string[];

  constructor(stage: Stage, clock: MovableClock, folder: string, log: readonly string[]) {
    this.stage = stage;
    this.clock = clock;
    this.folder = folder;
    this.log = log;
  }

  get today(): Day {
    return zone.dayOf(this.clock.now());
  }

  /** Says something in a group, the bot mentioned, and reads the answer. */
  async says(userid: string, group: GroupOf, text: string, extras: Extras = {}): Promise<string> {
    return (await this.saysFully(userid, group, text, extras)).text;
  }

  async saysFully(userid: string, group: GroupOf, text: string, extras: Extras = {}): Promise<Answer> {
    const id = groupId(group);
    this.stage.platform.world.join(id, userid);
    const answer = await this.stage.platform.say({ from: userid, chat: { group: id }, text, ...extras });
    await this.stage.app.delivered();
    return answer;
  }

  /** Writes to the bot in private and reads the answer. */
  async whispers(userid: string, text: string): Promise<string> {
    const answer = await this.stage.platform.say({ from: userid, chat: 'private', text });
    await this.stage.app.delivered();
    return answer.text;
  }

  async sendsFile(userid: string, name: string, bytes: Uint8Array): Promise<string> {
    return (await this.stage.platform.say({ from: userid, chat: 'private', file: { name, bytes } })).text;
  }

  async sendsPicture(userid: string, image: Uint8Array): Promise<string> {
    return (await this.stage.platform.say({ from: userid, chat: 'private', image })).text;
  }

  /** The last card in a chat, as it looks now; `private:zhaolei` is somebody's chat with the bot. */
  cardIn(place: GroupOf): {
    readonly title: string;
    readonly text: string;
    readonly buttons: readonly string[];
  } {
    const { content } = this.cardMessage(place);
    if (content.type !== 'card') throw new Error('not a card');
    const { title, text, buttons } = content.card;
    return { title, text, buttons: buttons.map((button) => button.text) };
  }

  cardMessage(place: GroupOf): ChatMessage {
    const found = this.stage.platform.world
      .messagesIn(chatOf(place))
      .findLast(({ content }) => content.type === 'card');
    if (!found) throw new Error(`there is no card in ${place}`);
    return found;
  }

  /** Taps the last card in a chat. What was said besides; empty when the card alone has changed. */
  taps(userid: string, place: GroupOf, button: string): Promise<string> {
    return this.tapsCard(userid, this.cardMessage(place), button);
  }

  async tapsCard(userid: string, { id, chat }: ChatMessage, button: string): Promise<string> {
    const { platform, app } = this.stage;
    if ('group' in chat) platform.world.join(chat.group, userid);
    const { card } = await platform.tap({ from: userid, message: id, button });
    await app.delivered();
    if ('group' in chat && card !== null) return '';
    const [said] = await platform.expectMessages(chat, 1);
    return said ? textOf(said.content) : '';
  }

  /** What is said in a group besides an answer or a changed card: one message. */
  async told(group: GroupOf): Promise<string> {
    const [said] = await this.stage.platform.expectMessages({ group: groupId(group) }, 1);
    return said ? textOf(said.content) : '';
  }

  /** The group's secretary, or somebody of the office, binds it. */
  async bind(group: GroupOf): Promise<string> {
    const unit = unitNamed(group);
    const { roster } = this.stage.app.outlook().progress;
    const found = roster.units.find((each) => each.id === unit);
    const [secretary] = found ? roster.holders('secretary', found.id) : [];
    const [staff] = roster.holders('office', roster.root.id);
    return this.says(secretary?.id ?? staff?.id ?? '', group, `/绑定 ${unit}`);
  }

  /** Moves the clock, stopping wherever a reminder or digest is due. */
  async until(day: string, time: string): Promise<void> {
    const at = instant(day, time);
    await travel(this.stage.app, { now: () => this.clock.now(), travelTo: (to) => this.clock.set(to) }, at);
  }

  /** Lets so many minutes pass without a tick. */
  minutesPass(minutes: number): void {
    this.clock.advance(minutes * 60_000);
  }

  /** Takes what the bot posted in a group without being asked. */
  posted(group: GroupOf): readonly ChatMessage[] {
    return this.stage.platform.takeMessages({ group: groupId(group) });
  }

  postedTexts(group: GroupOf): readonly string[] {
    return this.posted(group).map((message) => textOf(message.content));
  }

  /** The words of the digests posted in a group; what follows them passes unread. */
  digests(group: GroupOf): readonly string[] {
    return this.postedTexts(group).filter((text) => /第\d+周周报/.test(text));
  }

  /** Lets everything posted so far pass unread. */
  ignorePosts(): void {
    this.stage.platform.takeMessages();
  }

  nothingElse(): void {
    this.stage.platform.assertNothingUnexpected();
  }
}

const chatOf = (place: GroupOf): ChatRef =>
  place.startsWith('private:') ? { private: place.slice('private:'.length) } : { group: groupId(place) };

export const groupId = (group: GroupOf): string => `wr-${unitNamed(group)}`;

const isShort = (group: GroupOf): group is GroupName => Object.hasOwn(GROUPS, group);
const unitNamed = (group: GroupOf): string => (isShort(group) ? GROUPS[group] : group);

/** An essay of a believable length; the number makes it one's own. */
export const essayText = (number: number): string =>
  `这次讨论让我想得最多的是第${number}件事：和群众的距离不在路上，在心里。入户时多坐一会儿，多听几句，难事先记下来，能办的当天就办，一时不能办的说清楚什么时候办、找谁办。`;
