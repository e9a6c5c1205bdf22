import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Reply = z.union([z.object({ failure: z.string() }), z.object({ answer: z.unknown() })]);

/** Another process of our own that answers questions one after the other; see {@link answerParent}. */
export class Child implements AsyncDisposable {
  readonly #name: string;
  readonly #process: ChildProcess;

  /** `script` is a file of this folder. */
  constructor(script: string, ...parameters: readonly string[]) {
    this.#name = basename(script, '.ts');
    this.#process = fork(fileURLToPath(new URL(script, import.meta.url)), parameters, {
      execArgv: [...process.execArgv, '--max-old-space-size=8192'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  /** Rejects when the child fails to answer or ends. */
  async ask<T>(question: Serializable, answer: z.ZodType<T>): Promise<T> {
    const listening = new AbortController();
    const { signal } = listening;
    const replied = once(this.#process, 'message', { signal });
    const ended = once(this.#process, 'exit', { signal }).then(([code]) => {
      throw new Error(`${this.#name} ended with ${String(code)}`);
    });
    try {
      this.#process.send(question);
      const [message] = await Promise.race([replied, ended]);
      const reply = Reply.parse(message);
      if ('failure' in reply) throw new Error(`${this.#name}: ${reply.failure}`);
      return answer.parse(reply.answer);
    } finally {
      listening.abort();
      await Promise.allSettled([replied, ended]);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.disconnect();
    await ended;
  }
}

/** The child's side: answers every question of the parent, and ends when the parent is gone. */
export function answerParent(answer: (question: unknown) => unknown): void {
  process.on('message', (question) => {
    Promise.resolve(question)
      .then(answer)
      .then((found: unknown) => process.send?.({ answer: found }))
      .catch((error: unknown) => process.send?.({ failure: String(error) }));
  });
  process.once('disconnect', () => process.exit());
  if (!process.connected) process.exit();
}
