import { type ChatMessage, type ChatRef, chatKey, textOf } from './chat.ts';

/** Names a chat for a person who reads a failed test. */
export type Naming = (chat: ChatRef) => string;

/** Messages that arrived without being an answer, until somebody takes them. What is left over was not expected. */
export class Inbox {
  readonly #naming: Naming;
  readonly #waiters = new Set<() => void>();
  #untaken: ChatMessage[] = [];

  constructor(naming: Naming) {
    this.#naming = naming;
  }

  add(message: ChatMessage): void {
    this.#untaken.push(message);
    for (const waiter of this.#waiters) waiter();
  }

  /** Takes what has arrived in a chat, or everywhere, oldest first. */
  take(chat?: ChatRef): readonly ChatMessage[] {
    const wanted = (message: ChatMessage) => !chat || chatKey(message.chat) === chatKey(chat);
    const taken = this.#untaken.filter(wanted);
    this.#untaken = this.#untaken.filter((message) => !wanted(message));
    return taken;
  }

  /** Takes as soon as `count` messages are there. Rejects after so many real milliseconds, saying what did arrive. */
  expect(chat: ChatRef, count: number, withinMs: number): Promise<readonly ChatMessage[]> {
    const { promise, resolve, reject } = Promise.withResolvers<readonly ChatMessage[]>();
    const arrived = () => this.#untaken.filter((message) => chatKey(message.chat) === chatKey(chat));
    const settle = (finish: () => void) => {
      clearTimeout(timer);
      this.#waiters.delete(look);
      finish();
    };
    const look = () => {
      if (arrived().length >= count) settle(() => resolve(this.take(chat)));
    };
    const giveUp = () => {
      const found = arrived().map((message) => this.#describe(message));
      const seen = found.length ? `only:\n${found.join('\n')}` : 'nothing';
      settle(() =>
        reject(new Error(`expected ${count} message(s) in ${this.#naming(chat)}, there came ${seen}`)),
      );
    };
    const timer = setTimeout(giveUp, withinMs);
    this.#waiters.add(look);
    look();
    return promise;
  }

  /** Throws, naming them, if messages arrived that nobody took. */
  assertEmpty(): void {
    if (this.#untaken.length === 0) return;
    const lines = this.#untaken.map((message) => this.#describe(message));
    throw new Error(`${lines.length} unexpected message(s):\n${lines.join('\n')}`);
  }

  #describe(message: ChatMessage): string {
    return `- ${this.#naming(message.chat)}: ${textOf(message.content)}`;
  }
}
