import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';

const MAIN = resolve('src/main.ts');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Read from disk instead of compiled by each process anew. */
const COMPILED = process.env['NODE_COMPILE_CACHE'] ?? '';

/** A real process of the program, with nothing of its own in its environment but what is given. It is gone when the test is over. */
export class Program {
  readonly child: ChildProcess;
  #out = '';
  #err = '';
  readonly #ended: Promise<unknown>;

  constructor(script: string, args: readonly string[], env: Readonly<Record<string, string>>, cwd?: string) {
    this.child = spawn(process.execPath, [script, ...args], {
      env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: COMPILED, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#out += text;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#err += text;
    });
    this.#ended = once(this.child, 'close');
    onTestFinished(() => {
      this.child.kill('SIGKILL');
    });
  }

  get out(): string {
    return this.#out;
  }

  /** How it ended and everything it wrote. */
  async ended(): Promise<Ended> {
    await this.#ended;
    return { code: this.child.exitCode, out: this.#out, err: this.#err };
  }

  /** The first match in what it prints. Rejects when it ends without one. */
  async prints(pattern: RegExp): Promise<string> {
    for (;;) {
      const [match] = pattern.exec(this.#out) ?? [];
      if (match !== undefined) return match;
      const more = this.child.stdout ? once(this.child.stdout, 'data') : this.#ended;
      const over = await Promise.race([more.then(() => false), this.#ended.then(() => true)]);
      if (over && !pattern.test(this.#out)) throw new Error(`ended without ${pattern}: ${this.#err}`);
    }
  }

  /** Ends it as the power does. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.#ended;
  }
}

/** `node src/main.ts <args>` in the folder. */
export const program = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Program => new Program(MAIN, args, env, cwd);
