import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, MINUTE, SECOND } from '../../time/clock.ts';
import type { ChatMessage, ChatRef } from '../chat.ts';
import { PlatformError } from '../errors.ts';
import type { BotReply } from '../journal.ts';
import type { World } from '../world.ts';
import {
  enterChatBody,
  messageBody,
  type Publish,
  refreshBody,
  type Sender,
  type Tap,
  tapBody,
} from './callback-body.ts';
import type { CallbackClient } from './callback-client.ts';
import { type Occasion, type Reply, readReply, readUpdate } from './reply.ts';
import { type Answer, type Delivery, type Road, silence, type Tapped } from './road.ts';
import { Shown } from './shown.ts';

/** How long after a message its stream is still asked for. */
const STREAM_LIFE = 6 * MINUTE;

interface Delivered {
  readonly delivery: Delivery;
  readonly body: object;
}

export interface CallbackRoadOptions {
  readonly clock: Clock;
  readonly world: World;
  readonly client: CallbackClient;
  readonly record: (reply: BotReply) => void;
  readonly publish: Publish;
  /** A response_url for an answer to the message. */
  readonly responseUrl: (chat: ChatRef, messageId: string) => string;
  readonly refreshEveryMs: number;
}

/** Calls the bot at its address, follows what it streams and shows its answers in the chat. */
export class CallbackRoad implements Road {
  readonly #options: CallbackRoadOptions;
  readonly #delivered = new Map<string, Delivered>();
  readonly #shown: Shown;

  constructor(options: CallbackRoadOptions) {
    this.#options = options;
    this.#shown = new Shown(options.world);
  }

  async deliver(delivery: Delivery): Promise<Answer> {
    const { sender, message, quoted } = delivery;
    const { publish, responseUrl } = this.#options;
    const body = {
      ...messageBody(sender, message.content, quoted, publish),
      response_url: responseUrl(sender.chat, message.id),
    };
    this.#delivered.set(sender.msgid, { delivery, body });
    return this.#ask(sender, body, 'message', message);
  }

  async repeat(msgid: string): Promise<Answer> {
    const delivered = this.#delivered.get(msgid);
    if (!delivered) throw new PlatformError('rule', `nothing was delivered as ${msgid}`);
    const { sender, message } = delivered.delivery;
    return this.#ask(sender, delivered.body, 'message', message);
  }

  async enterChat(sender: Sender): Promise<Answer> {
    const body = enterChatBody(sender, this.#seconds());
    return this.#ask(sender, body, 'enter_chat', null);
  }

  async #ask(sender: Sender, body: object, occasion: Occasion, message: ChatMessage | null): Promise<Answer> {
    const { clock, refreshEveryMs } = this.#options;
    const since = clock.now();
    const first = await this.#post(body, occasion);
    if (!first) return silence(sender.msgid, message, true);
    this.#show(sender, first);
    let last = first;
    let refreshes = 0;
    while (!last.finished) {
      const tooLate = clock.now() - since > STREAM_LIFE;
      if (tooLate || refreshes * refreshEveryMs > STREAM_LIFE)
        throw new PlatformError('stream', 'the stream was not finished within 6 minutes');
      last = await this.#refresh(sender, last.stream ?? '');
      refreshes++;
      this.#show(sender, last);
    }
    const { text, images } = last;
    return {
      msgid: sender.msgid,
      message,
      delivered: true,
      answered: true,
      text,
      images,
      streamed: refreshes > 0,
      refreshes,
      card: this.#shown.cardOf(sender.msgid),
    };
  }

  async tap(sender: Sender, message: ChatMessage, tap: Tap): Promise<Tapped> {
    const { clock, world, client, record, responseUrl } = this.#options;
    const response_url = responseUrl(sender.chat, message.id);
    const plain = await client.post({ ...tapBody(sender, tap, this.#seconds()), response_url });
    const card = readUpdate(plain, tap.taskId);
    const { msgid } = sender;
    record({ at: clock.now(), api: 'callback', msgid, text: card?.title ?? '', finished: true });
    return { msgid, card: card && world.rewrite(message.id, { type: 'card', card }) };
  }

  #seconds(): number {
    return Math.floor(this.#options.clock.now() / SECOND);
  }

  async #refresh(sender: Sender, stream: string): Promise<Reply> {
    await pause(this.#options.refreshEveryMs);
    const reply = await this.#post(refreshBody({ ...sender, msgid: randomUUID() }, stream), 'refresh');
    if (!reply)
      throw new PlatformError('stream', 'a refresh was left unanswered before the stream was finished');
    if (reply.stream !== stream)
      throw new PlatformError('stream', `stream ${stream} was continued as ${reply.stream}`);
    return reply;
  }

  async #post(body: object, occasion: Occasion): Promise<Reply | null> {
    const plain = await this.#options.client.post(body);
    return plain === undefined ? null : readReply(plain, occasion);
  }

  // A repeated message is answered in the same place: WeCom shows one answer to one msgid.
  #show(sender: Sender, reply: Reply): void {
    const { clock, record } = this.#options;
    const { text, finished, card } = reply;
    record({ at: clock.now(), api: 'callback', msgid: sender.msgid, text, finished });
    this.#shown.show(sender, reply);
    if (card && !this.#shown.showCard(sender, card))
      throw new PlatformError('shape', `task_id ${card.taskId} was used before`);
  }
}
