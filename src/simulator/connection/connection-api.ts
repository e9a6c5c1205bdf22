import { z } from 'zod';
import { DAY, type Instant, MINUTE, SECOND } from '../../time/clock.ts';
import { REPLY_BYTES } from '../bot/reply.ts';
import type { Shown } from '../bot/shown.ts';
import { type ChatRef, type Content, chatKey, textOf } from '../chat.ts';
import type { Ground } from '../ground.ts';
import type { BotReply } from '../journal.ts';
import { Rate } from '../rate.ts';
import { type ApiAnswer, answered, check, Refusal } from '../refusal.ts';
import type { Exchange, Exchanges, Occasion } from './exchange.ts';
import type { Frame } from './frames.ts';
import { cardOf, readAnswer, readMessage } from './messages.ts';
import { Uploads } from './uploads.ts';

/** How long a req_id can be answered, by what the bot was told of. */
const ANSWERABLE: Record<Occasion, number> = { message: DAY, enter_chat: 5 * SECOND, tap: 5 * SECOND };
/** Counted from a stream's first state. */
const STREAM_LIFE = 6 * MINUTE;
/**
 * For each conversation, or for the bot's uploads. Answers and messages of its own accord count together, and so does every state of a
 * stream: whether the platform counts those is not written down. https://developer.work.weixin.qq.com/document/path/101463
 */
const PER_MINUTE = 30;
const PER_HOUR = 1000;
const SINGLE = 1;
const GROUP = 2;

const Push = z.looseObject({
  chatid: z.string().min(1),
  chat_type: z.union([z.literal(0), z.literal(SINGLE), z.literal(GROUP)]).default(0),
});
const Welcome = z.discriminatedUnion('msgtype', [
  z.strictObject({
    msgtype: z.literal('text'),
    text: z.strictObject({ content: z.string().min(1) }),
  }),
  z.strictObject({ msgtype: z.literal('template_card'), template_card: z.unknown() }),
]);
const Update = z.strictObject({
  response_type: z.literal('update_template_card'),
  userids: z.array(z.string()).optional(),
  template_card: z.unknown(),
});

interface Stream {
  readonly id: string;
  readonly since: Instant;
  readonly text: string;
  readonly finished: boolean;
}

export interface ConnectionApiOptions extends Ground {
  readonly shown: Shown;
  readonly exchanges: Exchanges;
  readonly record: (reply: BotReply) => void;
}

/** What a bot may say and do over its connection: https://developer.work.weixin.qq.com/document/path/101463 */
export class ConnectionApi {
  readonly #options: ConnectionApiOptions;
  readonly #rate: Rate;
  readonly #uploads: Uploads;
  /** By msgid: a message has one answer, however often it is delivered. */
  readonly #streams = new Map<string, Stream>();

  constructor(options: ConnectionApiOptions) {
    this.#options = options;
    this.#rate = new Rate(options.clock, PER_MINUTE, PER_HOUR);
    this.#uploads = new Uploads(options.clock, this.#rate);
  }

  /** Does what a frame asks for; `connection` is the number of the one it came over. */
  perform(frame: Frame, connection: number): ApiAnswer {
    return answered(() => {
      const body = this.#do(frame, connection);
      return { ...(body && { body }) };
    });
  }

  /** The group a frame is for. */
  groupOf({ reqId, body }: Frame): string | null {
    const chat = this.#options.exchanges.find(reqId)?.opening.sender.chat;
    if (chat) return 'group' in chat ? chat.group : null;
    const push = Push.safeParse(body);
    return this.#options.world.groups.find(({ id }) => id === push.data?.chatid)?.id ?? null;
  }

  #do({ cmd, reqId, body }: Frame, connection: number): object | undefined {
    switch (cmd) {
      case 'aibot_respond_msg':
        return this.#answer(this.#exchange(reqId, 'message', connection), body);
      case 'aibot_respond_welcome_msg':
        return this.#welcome(this.#exchange(reqId, 'enter_chat', connection), body);
      case 'aibot_respond_update_msg':
        return this.#update(this.#exchange(reqId, 'tap', connection), body);
      case 'aibot_send_msg':
        return this.#push(body);
      case 'aibot_upload_media_init':
        return this.#uploads.init(body);
      case 'aibot_upload_media_chunk':
        return this.#uploads.chunk(body);
      case 'aibot_upload_media_finish':
        return this.#uploads.finish(body);
      default:
        throw new Refusal(40058, 'unknown cmd');
    }
  }

  // A req_id belongs to the connection it was told over, as has been seen: https://github.com/NousResearch/hermes-agent/pull/52826
  #exchange(reqId: string, occasion: Occasion, connection: number): Exchange {
    const exchange = this.#options.exchanges.find(reqId);
    const now = this.#options.clock.now();
    if (
      exchange?.opening.occasion !== occasion ||
      exchange.opening.connection !== connection ||
      now > exchange.opening.at + ANSWERABLE[occasion] ||
      (occasion !== 'message' && exchange.isAnswered)
    )
      throw new Refusal(846605, 'invalid req_id');
    return exchange;
  }

  #answer(exchange: Exchange, body: unknown): undefined {
    const said = readAnswer(body, this.#uploads.find);
    if (said.type === 'stream') this.#checkStream(exchange, said);
    this.#count(exchange);
    if (said.type === 'content') return this.#answerWhole(exchange, said.content);
    const { id, text, finished } = said;
    const since = this.#streams.get(exchange.opening.sender.msgid)?.since ?? this.#options.clock.now();
    this.#streams.set(exchange.opening.sender.msgid, { id, since, text, finished });
    this.#show(exchange, text, finished);
  }

  #checkStream(exchange: Exchange, said: { id: string; text: string; finished: boolean }): void {
    const stream = this.#streams.get(exchange.opening.sender.msgid);
    if (!stream) return;
    if (stream.id !== said.id) throw new Refusal(40058, 'the message is answered by another stream');
    // To say the end once more is no change.
    if (stream.finished && said.finished && stream.text === said.text) return;
    if (stream.finished) throw new Refusal(846608, 'stream message is finished');
    if (this.#options.clock.now() > stream.since + STREAM_LIFE) {
      exchange.expire();
      throw new Refusal(846608, 'stream message update expired');
    }
  }

  #answerWhole(exchange: Exchange, content: Content): undefined {
    const { world, shown } = this.#options;
    const { sender } = exchange.opening;
    if (content.type === 'stream') return this.#show(exchange, content.text, true);
    if (content.type === 'card') {
      if (!shown.showCard(sender, content.card)) throw new Refusal(40058, 'task_id was used before');
    } else world.post({ chat: sender.chat, author: { kind: 'bot' }, content });
    this.#record(exchange, textOf(content), true);
    exchange.say({ text: '', finished: true });
  }

  #welcome(exchange: Exchange, body: unknown): undefined {
    const welcome = check(Welcome, body);
    if (welcome.msgtype === 'template_card')
      return this.#answerWhole(exchange, { type: 'card', card: cardOf(welcome.template_card) });
    const { content } = welcome.text;
    if (Buffer.byteLength(content) > REPLY_BYTES) throw new Refusal(45002, 'content too long');
    this.#count(exchange);
    this.#show(exchange, content, true);
  }

  #update(exchange: Exchange, body: unknown): undefined {
    const card = cardOf(check(Update, body).template_card);
    const tapped = exchange.opening.message;
    if (tapped?.content.type !== 'card' || tapped.content.card.taskId !== card.taskId)
      throw new Refusal(40058, 'invalid task_id');
    this.#count(exchange);
    this.#record(exchange, card.title, true);
    exchange.change(this.#options.world.rewrite(tapped.id, { type: 'card', card }));
  }

  #push(body: unknown): undefined {
    const { world, inbox, exchanges } = this.#options;
    const { chatid, chat_type, ...message } = check(Push, body);
    const chat = this.#chatOf(chatid, chat_type);
    const { content } = readMessage(message, this.#uploads.find);
    if (content.type === 'card' && world.holdsTask(content.card.taskId))
      throw new Refusal(40058, 'task_id was used before');
    this.#rate.count(chatKey(chat));
    inbox.add(world.post({ chat, author: { kind: 'bot' }, content }));
    exchanges.wroteTo(chat);
  }

  // What is answered to a chat the bot may not write to is not written down; this is what has been seen for ids of none:
  // https://github.com/WecomTeam/wecom-openclaw-plugin/issues/142
  #chatOf(chatid: string, type: number): ChatRef {
    const { world, exchanges } = this.#options;
    const group = world.groups.find(({ id }) => id === chatid);
    const person = world.meant(chatid);
    const chat = group && type !== SINGLE ? { group: group.id } : { private: person?.userid ?? '' };
    if (type === GROUP && !group) throw new Refusal(93006, 'invalid chatid');
    if (!exchanges.hasSpoken(chat)) throw new Refusal(93006, 'invalid chatid');
    return chat;
  }

  #count({ opening }: Exchange): void {
    this.#rate.count(chatKey(opening.sender.chat));
  }

  #show(exchange: Exchange, text: string, finished: boolean): undefined {
    this.#options.shown.show(exchange.opening.sender, { text, images: [], finished });
    this.#record(exchange, text, finished);
    for (const each of this.#options.exchanges.sameAs(exchange)) each.say({ text, finished });
  }

  #record({ opening }: Exchange, text: string, finished: boolean): void {
    const { clock, record } = this.#options;
    record({ at: clock.now(), api: 'callback', msgid: opening.sender.msgid, text, finished });
  }
}
