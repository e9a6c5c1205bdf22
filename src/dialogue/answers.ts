import type { Reply } from './message.ts';

/** An answer, and whether a repeat of the message should get the same one. */
export interface Answer {
  readonly reply: Reply;
  /** False when the message was not dealt with, so that a repeat is a fresh try. */
  readonly final: boolean;
}

/** How many answers are remembered; WeCom repeats a message within seconds, if at all. */
const REMEMBERED = 10_000;

/** One answer a message, however often it is delivered: while the first is in hand others wait for it. */
export class Answers {
  readonly #answers = new Map<string, Promise<Answer>>();

  async once(message: string, work: () => Promise<Answer>): Promise<Reply> {
    const known = this.#answers.get(message);
    if (known) return (await known).reply;
    const answer = work();
    this.#answers.set(message, answer);
    if (this.#answers.size > REMEMBERED) this.#forgetOldest();
    const { reply, final } = await answer;
    if (!final) this.#answers.delete(message);
    return reply;
  }

  #forgetOldest(): void {
    const [oldest] = this.#answers.keys();
    if (oldest !== undefined) this.#answers.delete(oldest);
  }
}
