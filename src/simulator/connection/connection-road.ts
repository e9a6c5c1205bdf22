import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, MINUTE, SECOND } from '../../time/clock.ts';
import {
  enterChatBody,
  messageBody,
  type Publish,
  type Sender,
  type Tap,
  tapBody,
} from '../bot/callback-body.ts';
import type { Answer, Delivery, Road, Tapped } from '../bot/road.ts';
import type { Shown } from '../bot/shown.ts';
import type { ChatMessage } from '../chat.ts';
import { PlatformError } from '../errors.ts';
import type { Exchange, Exchanges, Occasion } from './exchange.ts';
import type { Line } from './line.ts';

/** How long a stream may take, counted from its first state. */
const STREAM_LIFE = 6 * MINUTE;

interface Delivered {
  readonly delivery: Delivery;
  readonly body: object;
  exchange: Exchange;
}

export interface ConnectionRoadOptions {
  readonly clock: Clock;
  readonly line: Line;
  readonly exchanges: Exchanges;
  readonly shown: Shown;
  readonly publish: Publish;
  /** How long to wait for an answer that is not begun, in real milliseconds: the platform itself would wait for a day. */
  readonly withinMs: number;
}

/** Tells the bot over its connection, and waits for what comes back. */
export class ConnectionRoad implements Road {
  readonly #options: ConnectionRoadOptions;
  readonly #delivered = new Map<string, Delivered>();

  constructor(options: ConnectionRoadOptions) {
    this.#options = options;
  }

  async deliver(delivery: Delivery): Promise<Answer> {
    const { sender, message, quoted } = delivery;
    const body = messageBody(sender, message.content, quoted, this.#options.publish);
    const exchange = this.#tell('message', sender, message, body);
    this.#delivered.set(sender.msgid, { delivery, body, exchange });
    return this.#outcome(exchange);
  }

  /** What has been answered already is not waited for again. */
  async repeat(msgid: string): Promise<Answer> {
    const delivered = this.#delivered.get(msgid);
    if (!delivered) throw new PlatformError('rule', `nothing was delivered as ${msgid}`);
    const { delivery, body, exchange } = delivered;
    const again = this.#tell('message', delivery.sender, delivery.message, body);
    if (exchange.isAnswered) return this.#outcome(exchange);
    delivered.exchange = again;
    return this.#outcome(again);
  }

  async enterChat(sender: Sender): Promise<Answer> {
    const exchange = this.#tell('enter_chat', sender, null, enterChatBody(sender, this.#seconds()));
    return this.#outcome(exchange);
  }

  async tap(sender: Sender, message: ChatMessage, tap: Tap): Promise<Tapped> {
    const exchange = this.#tell('tap', sender, message, tapBody(sender, tap, this.#seconds()));
    await this.#settled(exchange);
    return { msgid: sender.msgid, card: exchange.changed };
  }

  #tell(occasion: Occasion, sender: Sender, message: ChatMessage | null, body: object): Exchange {
    const { clock, line, exchanges } = this.#options;
    const { connection } = line;
    if (connection === undefined) throw new PlatformError('unreachable', 'the bot is not connected');
    const exchange = exchanges.open({ occasion, sender, message, at: clock.now(), connection });
    line.tell(occasion === 'message' ? 'aibot_msg_callback' : 'aibot_event_callback', exchange.reqId, body);
    return exchange;
  }

  async #outcome(exchange: Exchange): Promise<Answer> {
    await this.#settled(exchange);
    return exchange.answer(this.#options.shown.cardOf(exchange.opening.sender.msgid));
  }

  async #settled(exchange: Exchange): Promise<void> {
    await within(this.#options.withinMs, exchange.over);
    if (exchange.isUnfinished) await within(STREAM_LIFE, exchange.over);
  }

  #seconds(): number {
    return Math.floor(this.#options.clock.now() / SECOND);
  }
}

async function within(milliseconds: number, over: Promise<void>): Promise<void> {
  const waiting = new AbortController();
  const late = pause(milliseconds, undefined, { signal: waiting.signal }).catch(() => {});
  await Promise.race([over, late]);
  waiting.abort();
}
