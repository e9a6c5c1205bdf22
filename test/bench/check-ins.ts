import { openRosterStore } from '../../src/roster/store.ts';
import { MINUTE } from '../../src/time/clock.ts';
import { startBot } from './bot.ts';
import { Child } from './child.ts';
import { type CheckInOptions, Hall, type Pair, rowsOf, Server } from './hall.ts';
import { inventRoster } from './invented.ts';
import { Listening } from './load.ts';
import type { Report, Row } from './rows.ts';
import { Scratch } from './scratch.ts';
import { CONNECTED_BOT, ECHO_BOT, MORNING } from './wire.ts';

/** Check-ins through the encrypted callback, durable before they are answered, beside an echo bot under the same load. */
export async function benchCheckIns(options: CheckInOptions, report: Report): Promise<Row[]> {
  using scratch = new Scratch();
  const { folder } = scratch;
  const roster = inventRoster(options.county);
  await openRosterStore(folder).import(roster, MORNING);
  await using bot = startBot({ folder });
  await using echo = new Child('echo-process.ts');
  await using load = new Child('load-process.ts');
  const hall = new Hall({
    roster,
    bot: new Server(bot, load, (await bot.ask({}, Listening)).url),
    echo: new Server(echo, load, (await echo.ask({}, Listening)).url),
    group: (branch) => `wr-${branch}`,
    rest: 0,
  });
  report('签到：绑定群');
  await hall.secretariesSay('/绑定', '已绑定');
  return await checkIns('签到', hall, options, report);
}

/** WeCom takes 30 messages a minute in one conversation, and the bot keeps to that by its own clock. */
const NEXT_MINUTE = 2 * MINUTE;

/**
 * The same over a long connection, everybody in private, beside an echo bot of the official SDK. There are as many conversations
 * as people, so every check-in has an answer of its own.
 */
export async function benchConnectedCheckIns(options: CheckInOptions, report: Report): Promise<Row[]> {
  using scratch = new Scratch();
  const { folder } = scratch;
  const roster = inventRoster(options.county);
  await openRosterStore(folder).import(roster, MORNING);
  await using load = new Child('line-process.ts');
  const line = (await load.ask('where', Listening)).url;
  await using bot = startBot({ folder, line });
  await using echo = new Child('echo-line-process.ts', line);
  const hall = new Hall({
    roster,
    bot: new Server(bot, load, CONNECTED_BOT.botId),
    echo: new Server(echo, load, ECHO_BOT.botId),
    group: () => null,
    rest: NEXT_MINUTE,
  });
  return await checkIns('长连接签到', hall, options, report);
}

async function checkIns(what: string, hall: Hall, options: CheckInOptions, report: Report): Promise<Row[]> {
  report(`${what}：预热`);
  await hall.round(16, false);
  const rows: Row[] = [];
  for (const atOnce of options.atOnce) {
    const rounds: Pair[] = [];
    for (let round = 0; round < options.rounds; round++) {
      report(`${what}：同时 ${atOnce} 个，第 ${round + 1}/${options.rounds} 轮`);
      rounds.push(await hall.round(atOnce, round % 2 === 1));
    }
    rows.push(...rowsOf(`${what}，同时 ${atOnce} 个`, rounds, atOnce >= 64));
  }
  return rows;
}
