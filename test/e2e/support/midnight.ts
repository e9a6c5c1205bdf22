import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCampaign } from '../../../src/campaign/load.ts';
import { openStage } from '../../../src/demo/stage.ts';
import { travel } from '../../../src/demo/travel.ts';
import { createLogger } from '../../../src/log.ts';
import { parseRoster } from '../../../src/roster/parse.ts';
import { readSheet } from '../../../src/roster/sheet.ts';
import { textOf } from '../../../src/simulator/chat.ts';
import { MovableClock } from '../../../src/time/clock.ts';
import { addDays, toDay, Zone } from '../../../src/time/zone.ts';
import { makeQuickly } from '../../support/quick-pictures.ts';

// What a branch and the office see around midnight in Shanghai, printed as JSON. Run under several time zones of the machine,
// every line must be the same.
const parsed = parseRoster(await readSheet('templates/campaigns/roster-sample.csv'));
const loaded = loadCampaign(await readFile('test/support/campaigns/study.yaml', 'utf8'), {
  file: 'study.yaml',
});
if (!('data' in parsed) || !loaded.ok) throw new Error('the samples have mistakes');

const shanghai = (text: string): number => Date.parse(`${text}+08:00`);
const clock = new MovableClock(shanghai('2014-03-03T09:00:00'));
const dataFolder = await mkdtemp(join(tmpdir(), 'qunxue-midnight-'));
const stage = await openStage({
  clock,
  log: createLogger('silent'),
  campaign: loaded.campaign,
  roster: parsed.data,
  dataFolder,
  make: makeQuickly,
});
const group = 'wr-县图书馆/图书馆支部';
const said: string[] = [];
const say = async (at: string, from: string, text: string): Promise<void> => {
  clock.set(shanghai(at));
  const { text: answer } = await stage.platform.say({ from, chat: { group }, text });
  said.push(`${at} ${text}: ${answer}`);
};

await say('2014-03-03T09:00:00', 'douwenjing', '/绑定');
await say('2014-03-04T21:00:00', 'douwenjing', '/开会 集中学习');
await say('2014-03-04T23:59:59', 'suzhigang', '/签到');
await say('2014-03-05T00:00:00', 'panxiaohui', '/签到');
await say('2014-03-05T00:00:01', 'douwenjing', '/补签 潘晓慧');
await say('2014-03-05T00:00:02', 'douwenjing', '/结束 2小时');
await say('2014-03-05T00:00:03', 'suzhigang', '/我的');
await say('2014-03-05T00:00:04', 'douwenjing', '/进度');
await say('2014-03-05T00:00:05', 'suzhigang', '/请假 明天 出差');
await travel(
  stage.app,
  { now: () => clock.now(), travelTo: (at) => clock.set(at) },
  shanghai('2014-03-24T12:00:00'),
);
// Groups are written to side by side, in no order among them.
const posts = stage.platform
  .takeMessages()
  .map(({ at, content }) => `${at} ${textOf(content)}`)
  .sort();

// Two years of midnights, among them those at which New York has no, or two, two o'clock in the morning.
const zone = new Zone('Asia/Shanghai');
const wrong: string[] = [];
for (let day = toDay('2015-12-30'); day < '2018-01-02'; day = addDays(day, 1))
  for (const minute of [0, 119, 150, 540, 1439]) {
    const expected = Date.parse(`${day}T00:00:00+08:00`) + minute * 60_000;
    const wall = zone.wall(expected);
    if (zone.at(day, minute) !== expected || wall.day !== day || wall.minute !== minute)
      wrong.push(`${day} ${minute}`);
  }

await stage.close();
await rm(dataFolder, { recursive: true, force: true });
process.stdout.write(JSON.stringify({ said, posts, wrong }));
