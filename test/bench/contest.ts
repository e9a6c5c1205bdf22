import type { RosterData, UnitId } from '../../src/roster/roster.ts';
import type { Child } from './child.ts';
import { type Order, Round, Usage } from './load.ts';
import type { Said } from './wire.ts';

/** A round, and the bot's processor time per check-in in microseconds. */
export type Measured = Round & { readonly cpu: number };

export interface ContenderOptions {
  readonly roster: RosterData;
  readonly bot: Child;
  readonly load: Child;
  /** What the load generator knows the bot by. */
  readonly to: string;
  /** Where the people of a branch speak: its group, or null for each in private. */
  readonly group: (branch: UnitId) => string | null;
  /** What every answer to a check-in holds. */
  readonly answer: string;
  /** Whether it keeps sessions, which are opened before a round and settled after it. */
  readonly keepsSessions: boolean;
  /** Milliseconds the bot's clock is set ahead by after each round. */
  readonly rest?: number;
}

/** A bot under load: everybody checks in once a round. */
export class Contender {
  readonly #options: ContenderOptions;
  readonly #secretaries: readonly Said[];
  readonly #members: readonly Said[];

  constructor(options: ContenderOptions) {
    const { people } = options.roster;
    const said = people.map(
      ({ id, home }): Said => ({ from: id, group: options.group(home), text: '/签到' }),
    );
    this.#options = options;
    this.#secretaries = said.filter((_, n) => people[n]?.duties.some(({ role }) => role === 'secretary'));
    this.#members = mixed(said);
  }

  async secretariesSay(text: string, expect: string): Promise<void> {
    await this.#hear(
      8,
      this.#secretaries.map((each) => ({ ...each, text })),
      expect,
    );
  }

  async round(atOnce: number): Promise<Measured> {
    const { bot, answer, keepsSessions, rest } = this.#options;
    if (keepsSessions) await this.secretariesSay('/开会 集中学习', '已登记');
    const before = await this.#cpu();
    const round = await this.#hear(atOnce, this.#members, answer);
    const cpu = ((await this.#cpu()) - before) / this.#members.length;
    if (keepsSessions) await this.secretariesSay('/结束', '已结束');
    if (rest !== undefined) await bot.ask({ ahead: rest }, Usage);
    return { ...round, cpu };
  }

  #hear(atOnce: number, said: readonly Said[], expect: string): Promise<Round> {
    const order: Order = { to: this.#options.to, atOnce, said: [...said], expect };
    return this.#options.load.ask(order, Round);
  }

  async #cpu(): Promise<number> {
    const { cpu } = await this.#options.bot.ask({}, Usage);
    return cpu.user + cpu.system;
  }
}

/** In no order, yet the same in every run: people of many branches come at the same time. */
function mixed<T>(all: readonly T[]): T[] {
  const places = all.map((each, number) => ({ each, place: (Math.sin(number + 1) * 10_000) % 1 }));
  return places.sort((a, b) => a.place - b.place).map(({ each }) => each);
}
