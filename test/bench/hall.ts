import type { RosterData, UnitId } from '../../src/roster/roster.ts';
import type { Child } from './child.ts';
import { type Order, Round, Usage } from './load.ts';
import type { Row } from './rows.ts';
import type { CountySize } from './size.ts';
import { median } from './statistics.ts';
import type { Said } from './wire.ts';

export interface CheckInOptions {
  /** Everybody checks in once a round. */
  readonly county: CountySize;
  readonly atOnce: readonly number[];
  readonly rounds: number;
}

/** A round, and the server's processor time per request in microseconds. */
type Measured = Round & { readonly cpu: number };

export interface Pair {
  readonly ours: Measured;
  readonly reference: Measured;
}

/** A bot, and the generator of its load. */
export class Server {
  readonly #child: Child;
  readonly #load: Child;
  readonly #to: string;

  /** `to` is what the load generator knows the bot by. */
  constructor(child: Child, load: Child, to: string) {
    this.#child = child;
    this.#load = load;
    this.#to = to;
  }

  async hears(atOnce: number, said: readonly Said[], expect: string): Promise<Measured> {
    const order: Order = { to: this.#to, atOnce, said: [...said], expect };
    const before = await this.#cpu();
    const round = await this.#load.ask(order, Round);
    return { ...round, cpu: ((await this.#cpu()) - before) / said.length };
  }

  /** Its clock is set ahead by so many milliseconds. */
  async waits(ahead: number): Promise<void> {
    await this.#child.ask({ ahead }, Usage);
  }

  async #cpu(): Promise<number> {
    const { cpu } = await this.#child.ask({}, Usage);
    return cpu.user + cpu.system;
  }
}

export interface HallOptions {
  readonly roster: RosterData;
  readonly bot: Server;
  readonly echo: Server;
  /** Where the people of a branch speak: its group, or null for each in private. */
  readonly group: (branch: UnitId) => string | null;
  /** Milliseconds the bot's clock is set ahead by after each round. */
  readonly rest: number;
}

/** The secretaries open a session in every branch, all check in, the secretaries settle it. */
export class Hall {
  readonly #options: HallOptions;
  readonly #secretaries: readonly Said[];
  readonly #members: readonly Said[];

  constructor(options: HallOptions) {
    const { people } = options.roster;
    const said = people.map(
      ({ id, home }): Said => ({ from: id, group: options.group(home), text: '/签到' }),
    );
    this.#options = options;
    this.#secretaries = said.filter((_, n) => people[n]?.duties.some(({ role }) => role === 'secretary'));
    this.#members = mixed(said);
  }

  async secretariesSay(text: string, expect: string): Promise<void> {
    const said = this.#secretaries.map((each) => ({ ...each, text }));
    await this.#options.bot.hears(8, said, expect);
  }

  async round(atOnce: number, echoFirst: boolean): Promise<Pair> {
    const { bot, echo, rest } = this.#options;
    await this.secretariesSay('/开会 集中学习', '已登记');
    const echoed = (): Promise<Measured> => echo.hears(atOnce, this.#members, '/签到');
    const early = echoFirst ? await echoed() : undefined;
    const ours = await bot.hears(atOnce, this.#members, '已签到');
    const reference = early ?? (await echoed());
    await this.secretariesSay('/结束', '已结束');
    if (rest > 0) await bot.waits(rest);
    return { ours, reference };
  }
}

/** In no order, yet the same in every run: people of many branches come at the same time. */
function mixed<T>(all: readonly T[]): T[] {
  const places = all.map((each, number) => ({ each, place: (Math.sin(number + 1) * 10_000) % 1 }));
  return places.sort((a, b) => a.place - b.place).map(({ each }) => each);
}

/** `what` is what was said, and how many said it at a time. */
export function rowsOf(what: string, rounds: readonly Pair[], aims: boolean): Row[] {
  const row = (item: string, unit: string, figure: keyof Measured): Row => ({
    item: `${what}：${item}`,
    unit,
    ours: median(rounds.map(({ ours }) => ours[figure])),
    reference: median(rounds.map(({ reference }) => reference[figure])),
  });
  return [
    { ...row('每秒', '次', 'perSecond'), ...(aims && { aim: { atLeast: 0.5 } }) },
    row('p50', 'ms', 'p50'),
    { ...row('p99', 'ms', 'p99'), ...(aims && { aim: { atMost: 3 } }) },
    row('每次占处理器', 'µs', 'cpu'),
  ];
}
