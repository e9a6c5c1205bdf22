import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, MINUTE, SECOND } from '../time/clock.ts';
import { enterChatBody, refreshBody, type Sender } from './callback-body.ts';
import type { CallbackClient } from './callback-client.ts';
import type { Attachment, ChatMessage } from './chat.ts';
import { PlatformError } from './errors.ts';
import type { BotReply } from './journal.ts';
import { type Occasion, type Reply, readReply } from './reply.ts';
import type { World } from './world.ts';

/** How long after a message its stream is still asked for. */
const STREAM_LIFE = 6 * MINUTE;

/** What came of something said. */
export interface Answer {
  readonly msgid: string;
  /** The message as it stands in the chat; null for an event. */
  readonly message: ChatMessage | null;
  /** False where WeCom does not tell the bot: no mention in a group, or a bare picture or file there. */
  readonly delivered: boolean;
  /** Whether the bot answered at all. */
  readonly answered: boolean;
  readonly text: string;
  readonly images: readonly Attachment[];
  /** Whether the answer was not finished at once and had to be asked for again. */
  readonly streamed: boolean;
  readonly refreshes: number;
}

interface Delivery {
  readonly sender: Sender;
  readonly message: ChatMessage;
  readonly body: object;
}

export interface ConversationOptions {
  readonly clock: Clock;
  readonly world: World;
  readonly client: CallbackClient;
  readonly record: (reply: BotReply) => void;
  readonly refreshEveryMs: number;
}

/** Delivers to the bot, follows what it streams and shows its answers in the chat. */
export class Conversation {
  readonly #clock: Clock;
  readonly #world: World;
  readonly #client: CallbackClient;
  readonly #record: (reply: BotReply) => void;
  readonly #refreshEveryMs: number;
  readonly #deliveries = new Map<string, Delivery>();
  readonly #shown = new Map<string, string>();

  constructor(options: ConversationOptions) {
    this.#clock = options.clock;
    this.#world = options.world;
    this.#client = options.client;
    this.#record = options.record;
    this.#refreshEveryMs = options.refreshEveryMs;
  }

  async deliver(delivery: Delivery): Promise<Answer> {
    this.#deliveries.set(delivery.sender.msgid, delivery);
    return this.#ask(delivery.sender, delivery.body, 'message', delivery.message);
  }

  /** Delivers once more what was delivered under this msgid. */
  async repeat(msgid: string): Promise<Answer> {
    const delivery = this.#deliveries.get(msgid);
    if (!delivery) throw new PlatformError('rule', `nothing was delivered as ${msgid}`);
    return this.#ask(delivery.sender, delivery.body, 'message', delivery.message);
  }

  async enterChat(userid: string): Promise<Answer> {
    const sender = { msgid: randomUUID(), chat: { private: userid }, userid };
    const body = enterChatBody(sender, Math.floor(this.#clock.now() / SECOND));
    return this.#ask(sender, body, 'enter_chat', null);
  }

  async #ask(sender: Sender, body: object, occasion: Occasion, message: ChatMessage | null): Promise<Answer> {
    const about = { msgid: sender.msgid, message, delivered: true };
    const since = this.#clock.now();
    const first = await this.#post(body, occasion);
    if (!first) return { ...about, answered: false, text: '', images: [], streamed: false, refreshes: 0 };
    this.#show(sender, first);
    let last = first;
    let refreshes = 0;
    while (!last.finished) {
      const tooLate = this.#clock.now() - since > STREAM_LIFE;
      if (tooLate || refreshes * this.#refreshEveryMs > STREAM_LIFE)
        throw new PlatformError('stream', 'the stream was not finished within 6 minutes');
      last = await this.#refresh(sender, last.stream ?? '');
      refreshes++;
      this.#show(sender, last);
    }
    const { text, images } = last;
    return { ...about, answered: true, text, images, streamed: refreshes > 0, refreshes };
  }

  async #refresh(sender: Sender, stream: string): Promise<Reply> {
    await pause(this.#refreshEveryMs);
    const reply = await this.#post(refreshBody({ ...sender, msgid: randomUUID() }, stream), 'refresh');
    if (!reply)
      throw new PlatformError('stream', 'a refresh was left unanswered before the stream was finished');
    if (reply.stream !== stream)
      throw new PlatformError('stream', `stream ${stream} was continued as ${reply.stream}`);
    return reply;
  }

  async #post(body: object, occasion: Occasion): Promise<Reply | null> {
    const plain = await this.#client.post(body);
    return plain === undefined ? null : readReply(plain, occasion);
  }

  // A repeated message is answered in the same place: WeCom shows one answer to one msgid.
  #show(sender: Sender, reply: Reply): void {
    const { text, images, finished } = reply;
    const content = { type: 'stream', text, images, finished } as const;
    this.#record({ at: this.#clock.now(), api: 'callback', msgid: sender.msgid, text, finished });
    const shown = this.#shown.get(sender.msgid);
    if (shown) this.#world.rewrite(shown, content);
    else {
      const message = this.#world.post({ chat: sender.chat, author: { kind: 'bot' }, content });
      this.#shown.set(sender.msgid, message.id);
    }
  }
}
