import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const SCRIPT = fileURLToPath(new URL('bot-process.ts', import.meta.url));
/** Megabytes: enough for a week of one county, and far from enough for a leak. */
const HEAP = 600;

const Told = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready'), url: z.string() }),
  z.object({ kind: z.literal('went on') }),
  /** Bytes in use after collection, records in the ledgers, and what holds the event loop open. */
  z.object({ kind: z.literal('measured'), memory: z.number(), records: z.number(), resources: z.number() }),
  /** Something went wrong inside, although the answer may not show it. */
  z.object({ kind: z.literal('error'), line: z.string() }),
]);
export type Told = z.infer<typeof Told>;
export type Measured = Extract<Told, { kind: 'measured' }>;

/** The bot in a process of its own, so that its end is seen and its memory is its alone. */
export class Bot implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly #waiting: ((told: Told) => void)[] = [];
  readonly #errors: string[] = [];
  readonly #died: Promise<never>;
  #stderr = '';
  #closing = false;
  url = '';

  private constructor(dataFolder: string, apiBase: string, at: number) {
    this.#process = fork(SCRIPT, [JSON.stringify({ dataFolder, apiBase, at })], {
      execArgv: ['--expose-gc', `--max-old-space-size=${HEAP}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const { stderr } = this.#process;
    if (!stderr) throw new Error('the bot has no standard error');
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-20_000);
    });
    this.#process.on('message', (message) => this.#hear(Told.parse(message)));
    // Not `close`: Node leaves it out when it was this side that disconnected.
    this.#died = Promise.all([once(this.#process, 'exit'), once(stderr, 'close')]).then(
      ([[code, signal]]) => {
        throw new Error(
          this.#closing ? 'closed' : `the bot ended with ${String(code ?? signal)}\n${this.#stderr}`,
        );
      },
    );
    this.#died.catch(() => undefined);
  }

  /** Rejects when it does not start. */
  static async start(dataFolder: string, apiBase: string, at: number): Promise<Bot> {
    const bot = new Bot(dataFolder, apiBase, at);
    const told = await bot.#next();
    if (told.kind !== 'ready') throw new Error(`the bot began with ${told.kind}`);
    bot.url = told.url;
    return bot;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Never resolves; rejects when the bot ends. */
  get died(): Promise<never> {
    return this.#died;
  }

  /** What has gone wrong inside since it was last asked. */
  takeErrors(): readonly string[] {
    return this.#errors.splice(0);
  }

  /** Sets its clock, and lets it decide what is due when `tick`. */
  async goOn(at: number, tick: boolean): Promise<void> {
    await this.#ask({ kind: 'go on', at, tick });
  }

  async measure(): Promise<Measured> {
    const told = await this.#ask({ kind: 'measure' });
    if (told.kind !== 'measured') throw new Error(`measuring gave ${told.kind}`);
    return told;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing = true;
    if (this.#process.connected) this.#process.disconnect();
    await this.#died.catch(() => undefined);
  }

  #hear(told: Told): void {
    if (told.kind === 'error') this.#errors.push(told.line);
    else this.#waiting.shift()?.(told);
  }

  #ask(order: { readonly kind: string; readonly [field: string]: string | number | boolean }): Promise<Told> {
    const told = this.#next();
    // That it could not be sent is told by its end.
    this.#process.send(order, () => {});
    return told;
  }

  #next(): Promise<Told> {
    const told = new Promise<Told>((resolve) => this.#waiting.push(resolve));
    return Promise.race([told, this.#died]);
  }
}
