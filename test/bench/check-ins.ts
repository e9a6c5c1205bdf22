import { fileURLToPath } from 'node:url';
import type { RosterData } from '../../src/roster/roster.ts';
import { openRosterStore } from '../../src/roster/store.ts';
import { Child } from './child.ts';
import { inventRoster } from './invented.ts';
import { type Order, Round, Serving } from './load.ts';
import type { Report, Row } from './rows.ts';
import { Scratch } from './scratch.ts';
import type { CountySize } from './size.ts';
import { median } from './statistics.ts';
import { MORNING, type Said } from './wire.ts';

export interface CheckInOptions {
  /** Everybody checks in once a round. */
  readonly county: CountySize;
  readonly atOnce: readonly number[];
  readonly rounds: number;
}

const CAMPAIGN = fileURLToPath(new URL('../../templates/campaigns/xianju.yaml', import.meta.url));

/** Check-ins through the encrypted callback, durable before they are answered, beside an echo bot under the same load. */
export async function benchCheckIns(options: CheckInOptions, report: Report): Promise<Row[]> {
  using scratch = new Scratch();
  const roster = inventRoster(options.county);
  await openRosterStore(scratch.folder).import(roster, MORNING);
  await using bot = new Child('bot-process.ts', scratch.folder, CAMPAIGN);
  await using echo = new Child('echo-process.ts');
  await using load = new Child('load-process.ts');
  const hall = new Hall(roster, await Server.of(bot, load), await Server.of(echo, load));
  report('签到：绑定群、预热');
  await hall.prepare();
  const rows: Row[] = [];
  for (const atOnce of options.atOnce) {
    const rounds: Pair[] = [];
    for (let round = 0; round < options.rounds; round++) {
      report(`签到：同时 ${atOnce} 个，第 ${round + 1}/${options.rounds} 轮`);
      rounds.push(await hall.round(atOnce, round % 2 === 1));
    }
    rows.push(...rowsOf(atOnce, rounds));
  }
  return rows;
}

/** A round, and the server's processor time per request in microseconds. */
type Measured = Round & { readonly cpu: number };

interface Pair {
  readonly ours: Measured;
  readonly reference: Measured;
}

class Server {
  readonly #child: Child;
  readonly #load: Child;
  readonly #url: string;

  private constructor(child: Child, load: Child, url: string) {
    this.#child = child;
    this.#load = load;
    this.#url = url;
  }

  static async of(child: Child, load: Child): Promise<Server> {
    return new Server(child, load, (await child.ask({}, Serving)).url);
  }

  async hears(atOnce: number, said: readonly Said[], expect: string): Promise<Measured> {
    const order: Order = { url: this.#url, atOnce, said: [...said], expect };
    const before = await this.#cpu();
    const round = await this.#load.ask(order, Round);
    return { ...round, cpu: ((await this.#cpu()) - before) / said.length };
  }

  async #cpu(): Promise<number> {
    const { cpu } = await this.#child.ask({}, Serving);
    return cpu.user + cpu.system;
  }
}

/** Every branch in its own group: the secretaries open a session, all check in, the secretaries settle it. */
class Hall {
  readonly #secretaries: readonly Said[];
  readonly #members: readonly Said[];
  readonly #bot: Server;
  readonly #echo: Server;

  constructor({ people }: RosterData, bot: Server, echo: Server) {
    const said = people.map(({ id, home }): Said => ({ from: id, group: `wr-${home}`, text: '/签到' }));
    this.#secretaries = said.filter((_, n) => people[n]?.duties.some(({ role }) => role === 'secretary'));
    this.#members = mixed(said);
    this.#bot = bot;
    this.#echo = echo;
  }

  /** Binds the groups and lets both servers warm up. */
  async prepare(): Promise<void> {
    await this.#secretariesSay('/绑定', '已绑定');
    await this.round(16, false);
  }

  async round(atOnce: number, echoFirst: boolean): Promise<Pair> {
    await this.#secretariesSay('/开会 集中学习', '已登记');
    const echoed = (): Promise<Measured> => this.#echo.hears(atOnce, this.#members, '/签到');
    const early = echoFirst ? await echoed() : undefined;
    const ours = await this.#bot.hears(atOnce, this.#members, '已签到');
    const reference = early ?? (await echoed());
    await this.#secretariesSay('/结束', '已结束');
    return { ours, reference };
  }

  async #secretariesSay(text: string, expect: string): Promise<void> {
    const said = this.#secretaries.map((each) => ({ ...each, text }));
    await this.#bot.hears(8, said, expect);
  }
}

/** In no order, yet the same in every run: people of many branches come at the same time. */
function mixed<T>(all: readonly T[]): T[] {
  const places = all.map((each, number) => ({ each, place: (Math.sin(number + 1) * 10_000) % 1 }));
  return places.sort((a, b) => a.place - b.place).map(({ each }) => each);
}

function rowsOf(atOnce: number, rounds: readonly Pair[]): Row[] {
  const row = (item: string, unit: string, figure: keyof Measured): Row => ({
    item: `签到，同时 ${atOnce} 个：${item}`,
    unit,
    ours: median(rounds.map(({ ours }) => ours[figure])),
    reference: median(rounds.map(({ reference }) => reference[figure])),
  });
  const judged = atOnce >= 64;
  return [
    { ...row('每秒', '次', 'perSecond'), ...(judged && { aim: { atLeast: 0.5 } }) },
    row('p50', 'ms', 'p50'),
    { ...row('p99', 'ms', 'p99'), ...(judged && { aim: { atMost: 3 } }) },
    row('每次占处理器', 'µs', 'cpu'),
  ];
}
