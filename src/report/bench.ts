import { Worker } from 'node:worker_threads';
import type { Order } from './draft.ts';
import { type TaskAnswer, taskAnswer } from './task.ts';

/** A far limit: it is there so that a runaway drawing ends this worker and not the whole program. */
const MEGABYTES = 2_048;

/** One worker and what it is asked to make, one order after the other. Once it has failed it is of no more use. */
export class Bench {
  readonly #worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES },
    env: {},
    execArgv: [],
  });
  #broken: Error | undefined;
  #inHand: PromiseWithResolvers<TaskAnswer> | undefined;

  constructor() {
    this.#worker.on('message', (message) => {
      try {
        this.#inHand?.resolve(taskAnswer(message));
      } catch (error) {
        this.#break(error);
      }
    });
    this.#worker.on('error', (error) => this.#break(error));
    this.#worker.on('exit', (code) => this.#break(new Error(`the worker ended (${code})`)));
  }

  get broken(): boolean {
    return this.#broken !== undefined;
  }

  /** Rejects when the order cannot be made, takes longer than so many milliseconds, or the worker has broken down. */
  async make(order: Order, milliseconds: number): Promise<Uint8Array> {
    if (this.#broken) throw this.#broken;
    const answer = Promise.withResolvers<TaskAnswer>();
    this.#inHand = answer;
    const timer = setTimeout(() => this.#break(new Error(`not made in ${milliseconds} ms`)), milliseconds);
    try {
      this.#worker.postMessage(order);
      const made = await answer.promise;
      if (!made.ok) throw new Error(made.why);
      return made.content;
    } finally {
      clearTimeout(timer);
      this.#inHand = undefined;
    }
  }

  async close(): Promise<void> {
    this.#break(new Error('the workshop is closed'));
    await this.#worker.terminate();
  }

  #break(error: unknown): void {
    this.#broken ??= new Error('the worker that makes files broke down', { cause: error });
    this.#inHand?.reject(this.#broken);
  }
}
