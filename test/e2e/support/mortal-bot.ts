import { resolve } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { countyGroups, countyPeople } from '../../../src/demo/county.ts';
import { SET_UPS, Secrets, type SetUp } from '../../../src/demo/set-up.ts';
import type { Commit } from '../../../src/journal/commit.ts';
import { Roster } from '../../../src/roster/roster.ts';
import { type Platform, startPlatform } from '../../../src/simulator/platform.ts';
import { instant, sampleRoster } from '../../support/county.ts';
import { storedIn } from '../../support/journal.ts';
import { install } from './install.ts';
import { Program } from './program.ts';

const SCRIPT = resolve('test/e2e/support/bot-process.ts');

/** The real bot in a process of its own, which dies and is started again, and a stand-in WeCom that outlives it. */
export class MortalBot {
  readonly platform: Platform;
  readonly roster: Roster;
  readonly #dataFolder: string;
  readonly #ahead: number;
  readonly #address: { url: string };
  readonly #secrets: Secrets;
  #process: Program | undefined;

  private constructor(
    platform: Platform,
    roster: Roster,
    dataFolder: string,
    ahead: number,
    address: { url: string },
    secrets: Secrets,
  ) {
    this.platform = platform;
    this.roster = roster;
    this.#dataFolder = dataFolder;
    this.#ahead = ahead;
    this.#address = address;
    this.#secrets = secrets;
  }

  /** Tuesday 4 March 2014, 10:00, in the sample county; from then on the clock runs as the real one does. */
  static async install(setUp: SetUp = 'A'): Promise<MortalBot> {
    const { dataFolder } = await install();
    const roster = new Roster(await sampleRoster());
    const ahead = instant('2014-03-04', '10:00') - Date.now();
    const address = { url: '' };
    const secrets = new Secrets(setUp);
    const platform = await startPlatform({
      clock: { now: () => Date.now() + ahead },
      people: countyPeople(roster),
      bot: secrets.platformBot(() => address.url),
      // Over a connection nobody says that the bot has died: whoever speaks just gets no answer.
      ...(SET_UPS[setUp].bot === 'connection' ? { answerWithinMs: 1500 } : {}),
    });
    onTestFinished(() => platform.close());
    for (const { group, key } of countyGroups(roster)) platform.addGroup(group, key);
    return new MortalBot(platform, roster, dataFolder, ahead, address, secrets);
  }

  /** `dieAfter`: it dies as soon as a ledger line with this text is durable. */
  async start(dieAfter: string | null = null): Promise<void> {
    const order = {
      dataFolder: this.#dataFolder,
      wecom: this.#secrets.config(this.platform),
      ahead: this.#ahead,
      dieAfter,
    };
    this.#process = new Program(SCRIPT, [JSON.stringify(order)], {});
    const line = await this.#process.prints(/ready \S+(?=\n)/);
    this.#address.url = line.replace('ready ', '');
    if (SET_UPS[this.#secrets.setUp].bot === 'connection')
      await vi.waitUntil(() => this.platform.connection.connection !== undefined, 10_000);
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  /** Resolves when it has died by itself. */
  async died(): Promise<void> {
    await this.#process?.ended();
  }

  /** Resolves when nothing waits to be delivered, and the fate of all that was is on record. */
  async settled(): Promise<void> {
    await vi.waitUntil(async () => {
      const health = await fetch(`${this.#address.url}/healthz`);
      return (await health.text()).includes('"backlog":0');
    }, 10_000);
  }

  /** Says it in private. The answer, or undefined when the bot died over it. */
  async hears(from: string, text: string, msgid?: string): Promise<string | undefined> {
    const named = msgid === undefined ? {} : { msgid };
    return this.platform.say({ from, chat: 'private', text, ...named }).then(
      (answer) => (answer.answered ? answer.text : undefined),
      () => undefined,
    );
  }

  /** What is on disk, read while the bot is dead. */
  commits(): Promise<Commit[]> {
    return storedIn(this.#dataFolder);
  }
}
