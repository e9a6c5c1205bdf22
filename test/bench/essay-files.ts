import { openRosterStore } from '../../src/roster/store.ts';
import { BotState, startBot } from './bot.ts';
import { Child } from './child.ts';
import { writeHistory } from './history.ts';
import { inventRoster } from './invented.ts';
import { Listening } from './load.ts';
import { type HandingIn, Paper, type PaperWish, Took } from './papers.ts';
import { inRounds, type Report, type Row, rowOf } from './rows.ts';
import { Scratch } from './scratch.ts';
import type { CountySize } from './size.ts';
import { MORNING } from './wire.ts';

export interface EssayFileOptions {
  /** Whose ledgers the bot has in memory, for what it holds has its part in how long it pauses. */
  readonly county: CountySize;
  /** Of each document, about. */
  readonly bytes: number;
  /** Each with another document, of somebody else. */
  readonly rounds: number;
}

const MEGABYTE = 1_000_000;

/** All in milliseconds. */
interface Handled {
  readonly took: number;
  readonly pause: number;
  readonly reference: number;
}

/**
 * A Word document with a picture, sent in private in URL mode and handed in as an essay: fetched, deciphered, stored, read and on
 * record. Beside it the least that has to be done with the same bytes, by a program that has nothing else to do.
 */
export async function benchEssayFiles(options: EssayFileOptions, report: Report): Promise<Row[]> {
  using scratch = new Scratch();
  using kept = new Scratch();
  const { county, bytes, rounds } = options;
  report('体会文件：写出台账');
  const roster = inventRoster(county);
  await openRosterStore(scratch.folder).import(roster, MORNING);
  const records = await writeHistory(scratch.folder, roster);
  await using papers = new Child('papers-process.ts');
  const { url } = await papers.ask('where', Listening);
  await using bot = startBot({ folder: scratch.folder, apiBase: new URL(url).origin });
  await using plain = new Child('bare-file-process.ts', kept.folder);
  await using sender = new Child('sender-process.ts');
  const { url: callback } = await bot.ask({}, Listening);
  const trial = new Trial({ papers, bot, plain, sender, callback, bytes });
  const authors = roster.people.slice(-1 - rounds);
  const handled = await inRounds('体会文件', authors.length, report, (round) =>
    trial.handIn(authors[round]?.id ?? '', round),
  );
  return rowsOf(bytes, records, handled);
}

interface TrialOptions {
  readonly papers: Child;
  readonly bot: Child;
  readonly plain: Child;
  readonly sender: Child;
  readonly callback: string;
  readonly bytes: number;
}

class Trial {
  readonly #options: TrialOptions;

  constructor(options: TrialOptions) {
    this.#options = options;
  }

  /** A document of its own each round, the same for both; they take turns at being first. */
  async handIn(from: string, round: number): Promise<Handled> {
    const { papers, bot, sender, callback, bytes } = this.#options;
    const paper = await papers.ask({ bytes, seed: round } satisfies PaperWish, Paper);
    const early = round % 2 === 1 ? await this.#plainly(paper) : undefined;
    await bot.ask({ watch: true }, BotState);
    const { took } = await sender.ask({ callback, from, paper } satisfies HandingIn, Took);
    const { pause } = await bot.ask({}, BotState);
    return { took, pause, reference: early ?? (await this.#plainly(paper)) };
  }

  async #plainly(paper: Paper): Promise<number> {
    return (await this.#options.plain.ask(paper, Took)).took;
  }
}

/** The first counts for the pauses alone: it holds up others as much as the next, though it takes longer itself. */
function rowsOf(bytes: number, records: number, handled: readonly Handled[]): Row[] {
  const [, ...warm] = handled;
  const what = `体会文件 ${Number((bytes / MEGABYTE).toPrecision(2))} MB`;
  return [
    rowOf(
      `${what}，从回调到入账（对照只下载、解密、求 SHA-256、落盘）`,
      'ms',
      warm,
      ({ took, reference }) => ({ ours: took, reference }),
    ),
    rowOf(
      `${what}，其间事件循环最长停顿（台账已有 ${records.toLocaleString('en-US')} 条）`,
      'ms',
      handled,
      ({ pause }) => ({ ours: pause }),
      { atMost: 50, goal: 20 },
    ),
  ];
}
