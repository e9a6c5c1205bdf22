import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LedgerRecord } from '../../src/records/records.ts';
import { toDay, Zone } from '../../src/time/zone.ts';
import { Bot } from './bot.ts';
import { bindingShot } from './bot-shots.ts';
import type { Scene } from './callbacks.ts';
import { Dice } from './dice.ts';
import { readFacts } from './facts.ts';
import { recordsOfPeople } from './left-behind.ts';
import { PostBox } from './post-box.ts';
import { Seen } from './seen.ts';
import type { Shot } from './shot.ts';
import { judge, type Verdict } from './verdict.ts';
import { Wire } from './wire.ts';

/** A working morning of the campaign. */
export const MORNING = new Zone('Asia/Shanghai').at(toDay('2014-03-04'), 9 * 60 + 30);

/** Something that went wrong, and what was being sent meanwhile. */
export interface Failure {
  readonly problem: string;
  readonly shots: readonly Shot[];
}

export interface Round {
  /** In the order of the shots. */
  readonly verdicts: readonly Verdict[];
  readonly failures: readonly Failure[];
}

/** The bot in the sample county, its groups bound, and whatever it is to be shot at with. */
export class Stage implements AsyncDisposable {
  readonly bot: Bot;
  readonly scene: Scene;
  readonly #box: PostBox;
  readonly #wire: Wire;
  readonly #folder: string;
  readonly #isAccount: (id: string) => boolean;
  readonly #remove = (): void => rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });

  private constructor(
    bot: Bot,
    scene: Scene,
    box: PostBox,
    folder: string,
    isAccount: (id: string) => boolean,
    now: () => number,
  ) {
    this.bot = bot;
    this.scene = scene;
    this.#box = box;
    this.#wire = new Wire(bot.url, now);
    this.#folder = folder;
    this.#isAccount = isAccount;
    // Also when the program is interrupted.
    process.once('exit', this.#remove);
  }

  /** `now`: the clock by which it is judged how long an answer took, in milliseconds. */
  static async open(now: () => number = () => performance.now()): Promise<Stage> {
    const facts = await readFacts();
    const accounts = new Set(facts.userids);
    const isAccount = (id: string): boolean => accounts.has(id);
    const folder = await mkdtemp(join(tmpdir(), 'qunxue-fuzz-data-'));
    const box = await PostBox.open(isAccount);
    const bot = await Bot.start(folder, box.api, MORNING);
    const scene = { facts, seen: new Seen(), hosts: { api: box.api, trap: box.trap } };
    const stage = new Stage(bot, scene, box, folder, isAccount, now);
    const bindings = facts.groups.map((group) => bindingShot(group, new Dice(`bind ${group.unit}`), MORNING));
    const { failures } = await stage.round(bindings, true);
    if (failures.length > 0) throw new Error(failures[0]?.problem);
    return stage;
  }

  /** Messages the bot has sent by itself. */
  get posted(): number {
    return this.#box.taken;
  }

  /** Sends all of them at once. Rejects when the bot ends. */
  async round(shots: readonly Shot[], tick: boolean): Promise<Round> {
    await this.bot.goOn(shots[0]?.at ?? MORNING, tick);
    const verdicts = await Promise.all(shots.map((shot) => this.#judged(shot)));
    const failures = [
      ...verdicts.flatMap((verdict, index) => {
        const shot = shots[index];
        return verdict.ok || !shot ? [] : [{ problem: verdict.problem, shots: [shot] }];
      }),
      ...this.bot
        .takeErrors()
        .filter(isUnexpected)
        .map((line) => ({ problem: `in the log: ${line.trim()}`, shots })),
      ...this.#box.takeProblems().map((problem) => ({ problem, shots })),
    ];
    return { verdicts, failures };
  }

  /** Throws when the bot does not say that it is well. */
  async checkHealth(at: number): Promise<void> {
    await this.bot.goOn(at, true);
    const response = await fetch(`${this.bot.url}/healthz`);
    if (response.status !== 200)
      throw new Error(`/healthz answers ${response.status}: ${await response.text()}`);
    await response.body?.cancel();
  }

  /** What people have put on record since then. Ends the bot, and rejects when its ledgers cannot be read again. */
  async recordsOfPeople(since: number): Promise<readonly LedgerRecord[]> {
    await this.bot[Symbol.asyncDispose]();
    return recordsOfPeople(this.#folder, since);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#wire.close();
    await this.bot[Symbol.asyncDispose]();
    await this.#box[Symbol.asyncDispose]();
    process.off('exit', this.#remove);
    this.#remove();
  }

  async #judged(shot: Shot): Promise<Verdict> {
    try {
      return judge(shot, await this.#wire.send(shot), this.#isAccount);
    } catch (error) {
      // If it was the end of the bot, that is what has to be told.
      await Promise.race([this.bot.died, pause(500)]);
      return { ok: false, problem: `no answer: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
}

// Not everybody can be reached in this county, which the bot tells as it should.
const isUnexpected = (line: string): boolean => !line.includes('"msg":"message not delivered"');
