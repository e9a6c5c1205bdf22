import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { UnitId } from '../../src/roster/roster.ts';
import { openRosterStore } from '../../src/roster/store.ts';
import { MINUTE } from '../../src/time/clock.ts';
import { startBot } from './bot.ts';
import { Child } from './child.ts';
import { Contender, type Measured } from './contest.ts';
import { inventRoster } from './invented.ts';
import { Listening } from './load.ts';
import { type Aim, inRounds, type Report, type Row, rowOf } from './rows.ts';
import { Scratch } from './scratch.ts';
import type { CountySize } from './size.ts';
import { CONNECTED_BOT, ECHO_BOT, MORNING } from './wire.ts';

export interface CheckInOptions {
  /** Everybody checks in once a round. */
  readonly county: CountySize;
  readonly atOnce: readonly number[];
  readonly rounds: number;
}

/** WeCom takes 30 messages a minute in one conversation, and the bot keeps to that by its own clock. */
const NEXT_MINUTE = 2 * MINUTE;

type Name = 'callback' | 'echo' | 'plain' | 'connection' | 'sdk';
type Contest = ReadonlyMap<Name, Measured>;

/**
 * Check-ins that are durable before they are answered: our bot called back in groups (A) and connected in private (B), beside bots
 * that do less. There are as many private chats as people, so every check-in has an answer of its own in both.
 */
export async function benchCheckIns(options: CheckInOptions, report: Report): Promise<Row[]> {
  using scratch = new Scratch();
  const roster = inventRoster(options.county);
  const folderOf = async (name: Name): Promise<string> => {
    const folder = join(scratch.folder, name);
    await mkdir(folder);
    await openRosterStore(folder).import(roster, MORNING);
    return folder;
  };
  await using load = new Child('load-process.ts');
  await using lines = new Child('line-process.ts');
  const { url: line } = await lines.ask('where', Listening);
  await using callback = startBot({ folder: await folderOf('callback') });
  await using echo = new Child('echo-process.ts');
  await using plain = new Child(
    'plain-bot-process.ts',
    await folderOf('plain'),
    JSON.stringify(options.county),
  );
  await using connection = startBot({ folder: await folderOf('connection'), line });
  await using sdk = new Child('echo-line-process.ts', line);
  const called = async (bot: Child) => {
    const { url: to } = await bot.ask({}, Listening);
    return { roster, bot, load, to, group: (branch: UnitId) => `wr-${branch}` };
  };
  const connected = (bot: Child, to: string) => ({ roster, bot, load: lines, to, group: () => null });
  const ours = { answer: '已签到', keepsSessions: true };
  const echoing = { answer: '/签到', keepsSessions: false };
  const a = new Contender({ ...(await called(callback)), ...ours });
  const contenders = new Map<Name, Contender>([
    ['callback', a],
    ['echo', new Contender({ ...(await called(echo)), ...echoing })],
    ['plain', new Contender({ ...(await called(plain)), ...ours })],
    [
      'connection',
      new Contender({ ...connected(connection, CONNECTED_BOT.botId), ...ours, rest: NEXT_MINUTE }),
    ],
    ['sdk', new Contender({ ...connected(sdk, ECHO_BOT.botId), ...echoing })],
  ]);
  report('签到：绑定群、预热');
  await a.secretariesSay('/绑定', '已绑定');
  await contest(contenders, 16, 0);
  const rows: Row[] = [];
  for (const atOnce of options.atOnce) {
    const what = `签到，同时 ${atOnce} 个`;
    const rounds = await inRounds(what, options.rounds, report, (round) =>
      contest(contenders, atOnce, round),
    );
    rows.push(...rowsOf(rounds, atOnce));
  }
  return rows;
}

/** All under the same load, one after the other; who begins changes from round to round. */
async function contest(
  contenders: ReadonlyMap<Name, Contender>,
  atOnce: number,
  round: number,
): Promise<Contest> {
  const all = [...contenders];
  const first = round % all.length;
  const measured = new Map<Name, Measured>();
  for (const [name, contender] of [...all.slice(first), ...all.slice(0, first)])
    measured.set(name, await contender.round(atOnce));
  return measured;
}

function rowsOf(rounds: readonly Contest[], atOnce: number): Row[] {
  const crowded = atOnce >= 64;
  const row = (what: string, ours: Name, reference: Name, figure: keyof Measured, aim?: Aim): Row => {
    const { item, unit } = FIGURES[figure];
    const sample = (round: Contest) => ({
      ours: measuredOf(round, ours)[figure],
      reference: measuredOf(round, reference)[figure],
    });
    return rowOf(`${what}，同时 ${atOnce} 个：${item}`, unit, rounds, sample, crowded ? aim : undefined);
  };
  const byEcho = 'A 签到（对照回声）';
  const byPlain = 'A 签到（对照朴素机器人）';
  const bySdk = 'B 签到（对照 SDK 回声）';
  return [
    row(byEcho, 'callback', 'echo', 'perSecond', { atLeast: 0.55, goal: 0.7 }),
    row(byEcho, 'callback', 'echo', 'cpu', { atMost: 2.1, goal: 1.6 }),
    row(byEcho, 'callback', 'echo', 'p50'),
    row(byEcho, 'callback', 'echo', 'p99', { atMost: 2, goal: 1.5 }),
    row(byPlain, 'callback', 'plain', 'perSecond', { atLeast: 1, goal: 1.3 }),
    row(byPlain, 'callback', 'plain', 'cpu'),
    row(byPlain, 'callback', 'plain', 'p99'),
    row('B 签到（对照 A）', 'connection', 'callback', 'cpu', { atMost: 0.5, goal: 0.33 }),
    row(bySdk, 'connection', 'sdk', 'perSecond'),
    row(bySdk, 'connection', 'sdk', 'cpu'),
    row(bySdk, 'connection', 'sdk', 'p99'),
  ];
}

const FIGURES: Readonly<Record<keyof Measured, { readonly item: string; readonly unit: string }>> = {
  perSecond: { item: '每秒', unit: '次' },
  p50: { item: 'p50', unit: 'ms' },
  p99: { item: 'p99', unit: 'ms' },
  cpu: { item: '每次占处理器', unit: 'µs' },
};

function measuredOf(round: Contest, name: Name): Measured {
  const measured = round.get(name);
  if (!measured) throw new Error(`${name} was not measured`);
  return measured;
}
