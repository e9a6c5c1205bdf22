import { randomUUID } from 'node:crypto';
import type { Instant } from '../../time/clock.ts';
import type { Sender } from '../bot/callback-body.ts';
import { type Answer, silence } from '../bot/road.ts';
import { type Attachment, type ChatMessage, type ChatRef, chatKey } from '../chat.ts';
import { PlatformError } from '../errors.ts';

/** What the bot is told of. */
export type Occasion = 'message' | 'enter_chat' | 'tap';

interface State {
  readonly text: string;
  readonly images?: readonly Attachment[];
  readonly finished: boolean;
}

interface Opening {
  readonly occasion: Occasion;
  readonly sender: Sender;
  /** What was said, or the card that was tapped. */
  readonly message: ChatMessage | null;
  readonly at: Instant;
  /** Which of the bot's connections it was told over. */
  readonly connection: number;
}

/** Something the bot was told, under a req_id of its own, and what has come of it. */
export class Exchange {
  readonly reqId = randomUUID();
  readonly opening: Opening;
  readonly #over = Promise.withResolvers<void>();
  readonly #states: State[] = [];
  #expired = false;
  #changed: ChatMessage | null = null;

  constructor(opening: Opening) {
    this.opening = opening;
  }

  /** Resolves when nothing more is to be expected. */
  get over(): Promise<void> {
    return this.#over.promise;
  }

  /** The bot has begun to answer and not come to an end. */
  get isUnfinished(): boolean {
    return this.#states.at(-1)?.finished === false;
  }

  /** Whether something was answered that can be answered once only. */
  get isAnswered(): boolean {
    return this.#states.length > 0 || this.#changed !== null;
  }

  say(state: State): void {
    this.#states.push(state);
    if (state.finished) this.end();
  }

  change(card: ChatMessage): void {
    this.#changed = card;
    this.end();
  }

  get changed(): ChatMessage | null {
    return this.#changed;
  }

  /** It is too late to go on with the answer. */
  expire(): void {
    this.#expired = true;
    this.end();
  }

  end(): void {
    this.#over.resolve();
  }

  /** Throws a PlatformError when the answer was begun and never finished. */
  answer(card: ChatMessage | null): Answer {
    const { sender, message } = this.opening;
    const last = this.#states.at(-1);
    if (this.#expired || this.isUnfinished)
      throw new PlatformError('stream', 'the stream was not finished within 6 minutes');
    const none = silence(sender.msgid, message, true);
    if (!last) return none;
    return {
      ...none,
      answered: true,
      text: last.text,
      images: last.images ?? [],
      streamed: this.#states.length > 1,
      refreshes: this.#states.length - 1,
      card,
    };
  }
}

/** All that the bot has been told over its connections. */
export class Exchanges {
  readonly #all = new Map<string, Exchange>();
  readonly #spoken = new Set<string>();

  open(opening: Opening): Exchange {
    const exchange = new Exchange(opening);
    this.#all.set(exchange.reqId, exchange);
    if (opening.occasion === 'message') this.#spoken.add(chatKey(opening.sender.chat));
    return exchange;
  }

  find(reqId: string): Exchange | undefined {
    return this.#all.get(reqId);
  }

  /** All under which this message was told: what is answered to one is answered to all. */
  sameAs({ opening }: Exchange): readonly Exchange[] {
    return [...this.#all.values()].filter((each) => each.opening.sender.msgid === opening.sender.msgid);
  }

  /** Whether anybody has spoken to the bot there: only then may it write of its own accord. */
  hasSpoken(chat: ChatRef): boolean {
    return this.#spoken.has(chatKey(chat));
  }

  /** Something was said there of the bot's own accord: a tap may be answered so. */
  wroteTo(chat: ChatRef): void {
    for (const exchange of this.#all.values()) {
      const { occasion, sender } = exchange.opening;
      if (occasion === 'tap' && chatKey(sender.chat) === chatKey(chat)) exchange.end();
    }
  }

  /** Nothing more is to be expected of any. */
  end(): void {
    for (const exchange of this.#all.values()) exchange.end();
  }
}
