import { Counts } from './counts.ts';
import { Dice } from './dice.ts';
import { growthProblems, type Mark, type Marks } from './growth.ts';
import type { Maker, Making } from './making.ts';
import type { Shot } from './shot.ts';
import { anyShot, nothingShot } from './shots.ts';
import { type Failure, MORNING, Stage } from './stage.ts';

/** Between two rounds: a whole run lasts days, and nights and the digest of Friday fall into it. */
const STEP = 75_000;
const AT_ONCE = 16;
const TICK_EVERY = 4;
/** Enough to see what is wrong. */
const MOST_FAILURES = 20;

export interface Order {
  readonly bodies: number;
  readonly seed: string;
  /** The clock by which it is judged how long an answer took, in milliseconds; the machine's own when not given. */
  readonly now?: () => number;
}

export interface Outcome {
  readonly sent: number;
  readonly counts: Counts;
  readonly failures: readonly Failure[];
  /** Undefined when the run did not get so far. */
  readonly marks: Marks | undefined;
  /** Messages the bot has sent by itself. */
  readonly posted: number;
  readonly seconds: number;
}

/** Fuzzes the real bot: first with anything, then with what must leave nothing behind. `progress` is told how many have been sent. */
export async function fuzz({ bodies, seed, now }: Order, progress: (sent: number) => void): Promise<Outcome> {
  await using stage = await Stage.open(now);
  const run = new Run(stage, seed, progress);
  const start = performance.now();
  const any = Math.ceil(bodies / 2);
  try {
    await run.shoot('any', anyShot, Math.ceil(any / 3));
    const warm = await run.mark();
    await run.shoot('any', anyShot, any);
    const worked = await run.mark();
    const since = run.now;
    // By then what is remembered of the first half, by design, has made way for what strangers were answered.
    await run.shoot('none', nothingShot, Math.ceil((bodies - any) * 0.6));
    const calm = await run.mark();
    await run.shoot('none', nothingShot, bodies - any);
    run.marks = { warm, worked, calm, end: await run.mark() };
    await stage.checkHealth(run.now);
    for (const problem of growthProblems(run.marks)) run.fail(problem, []);
    for (const record of await stage.recordsOfPeople(since))
      run.fail(`a record of what should have been refused: ${JSON.stringify(record)}`, []);
  } catch (error) {
    run.fail(error instanceof Error ? error.message : String(error), run.inHand);
  }
  const { sent, counts, failures, marks } = run;
  return { sent, counts, failures, marks, posted: stage.posted, seconds: (performance.now() - start) / 1000 };
}

type Part = 'any' | 'none';

class Run {
  readonly counts = new Counts();
  readonly failures: Failure[] = [];
  sent = 0;
  now = MORNING;
  marks: Marks | undefined;
  /** The round that was being sent last. */
  inHand: readonly Shot[] = [];
  readonly #stage: Stage;
  readonly #seed: string;
  readonly #progress: (sent: number) => void;
  readonly #made: Record<Part, number> = { any: 0, none: 0 };
  #answered = 0;

  constructor(stage: Stage, seed: string, progress: (sent: number) => void) {
    this.#stage = stage;
    this.#seed = seed;
    this.#progress = progress;
  }

  fail(problem: string, shots: readonly Shot[]): void {
    this.failures.push({ problem, shots });
  }

  async mark(): Promise<Mark> {
    return { ...(await this.#stage.bot.measure()), answered: this.#answered };
  }

  /** Goes on with this part until so many of it have been sent. */
  async shoot(part: Part, make: Maker, until: number): Promise<void> {
    while (this.#made[part] < until) {
      const count = Math.min(AT_ONCE, until - this.#made[part]);
      // What time brings is no consequence of what is refused: then nothing is decided meanwhile.
      const tick = part === 'any' && this.#made.any % (TICK_EVERY * AT_ONCE) === 0;
      await this.#round(
        Array.from({ length: count }, () => make(this.#making(part))),
        tick,
      );
      if (this.failures.length >= MOST_FAILURES) throw new Error('too much is wrong to go on');
    }
  }

  #making(part: Part): Making {
    const index = this.#made[part]++;
    const name = `${part}/${index}`;
    return { dice: new Dice(`${this.#seed} ${name}`), scene: this.#stage.scene, name, index, at: this.now };
  }

  async #round(shots: readonly Shot[], tick: boolean): Promise<void> {
    this.inHand = shots;
    const { verdicts, failures } = await this.#stage.round(shots, tick);
    this.failures.push(...failures);
    for (const [index, verdict] of verdicts.entries()) {
      this.counts.add(shots[index]?.kind ?? '', verdict);
      if (!verdict.ok) continue;
      if (verdict.texts.length > 0) this.#answered++;
      const { seen } = this.#stage.scene;
      for (const text of verdict.texts) seen.read(text);
      if (verdict.card)
        seen.show({ task: verdict.card.taskId, keys: verdict.card.buttons.map(({ key }) => key) });
    }
    this.sent += shots.length;
    this.now += STEP;
    this.#progress(this.sent);
  }
}
