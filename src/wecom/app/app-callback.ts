import type Koa from 'koa';
import type { Reply } from '../../dialogue/message.ts';
import type { Logger } from '../../log.ts';
import { type Clock, HOUR, SECOND } from '../../time/clock.ts';
import type { AppConfig } from '../../wecom-config.ts';
import type { CallbackCrypto } from '../callback/crypto.ts';
import { callbackDoor } from '../callback/door.ts';
import { tappedCard } from '../cards.ts';
import type { Draft } from '../inbound.ts';
import { Lately } from '../lately.ts';
import { STREAM_BYTES, shorten, split, TEXT_BYTES } from '../limits.ts';
import type { Reception } from '../reception.ts';
import { FAILED, UNSUPPORTED } from '../texts.ts';
import { realTimer, settledWithin, type Timer, within } from '../timer.ts';
import { type AppApi, answered } from './app-api.ts';
import { readAppInbound } from './app-inbound.ts';
import { type AppMessage, cardAsItIs, cardMessage, wordsMessage } from './app-messages.ts';
import { type Exchange, Exchanges } from './exchanges.ts';
import type { LateReplies } from './late-replies.ts';
import { plainWords } from './plain-words.ts';
import { readXml } from './xml.ts';
import { sealedReply, textReply } from './xml-reply.ts';

/** WeCom drops the connection after 5 s and knocks again. */
const IN_TIME = 4 * SECOND;
const LONGEST_BODY = 1024 * 1024;
/** WeCom tells of everybody who opens the app, each time; who was greeted is not greeted again for so long. */
const GREETED = 12 * HOUR;

export interface AppCallbackOptions {
  readonly config: Pick<AppConfig, 'corpId' | 'agentId'>;
  readonly crypto: CallbackCrypto;
  readonly reception: Pick<Reception, 'answer' | 'greet'>;
  readonly api: AppApi;
  readonly later: LateReplies;
  readonly clock: Clock;
  readonly log: Logger;
  /** What waits for slow answers; real time unless told. */
  readonly timer?: Timer | undefined;
  /** Milliseconds a request's body may take, 4 s unless told. */
  readonly bodyTime?: number;
}

/** Where WeCom brings what people say to the app: https://developer.work.weixin.qq.com/document/path/90238 */
export function appCallbackHandler(options: AppCallbackOptions): (ctx: Koa.Context) => Promise<void> {
  const { crypto, log, bodyTime } = options;
  const callback = new AppCallback(options);
  return callbackDoor({
    crypto,
    log,
    bodyTime,
    encryptedIn: (body) => readXml(body, LONGEST_BODY)?.get('Encrypt'),
    type: 'xml',
    answer: async (plaintext, nonce) => {
      const reply = await callback.replyTo(plaintext);
      return reply && sealedReply(crypto.seal(reply, nonce));
    },
  });
}

class AppCallback {
  readonly #options: AppCallbackOptions;
  readonly #timer: Timer;
  readonly #exchanges: Exchanges;
  readonly #greeted: Lately;

  constructor(options: AppCallbackOptions) {
    this.#options = options;
    this.#timer = options.timer ?? realTimer;
    this.#exchanges = new Exchanges(options.clock);
    this.#greeted = new Lately(options.clock, GREETED);
  }

  /** What goes back with the callback, still to be encrypted; '' for nothing, undefined for what is no callback at all. */
  async replyTo(plaintext: string): Promise<string | undefined> {
    const inbound = readAppInbound(plaintext);
    switch (inbound.kind) {
      case 'message':
        return this.#answer(inbound.draft);
      case 'tap':
        return this.#tapped(inbound.draft, inbound.responseCode);
      case 'enter':
        return this.#greet(inbound.userid);
      case 'unsupported':
        return this.#passive(inbound.userid, UNSUPPORTED);
      case 'ignored':
        return '';
      case 'malformed':
        return undefined;
    }
  }

  async #answer(draft: Draft): Promise<string> {
    const exchange = this.#exchanges.of(draft.id, () => this.#work(draft));
    const answer = await within(exchange.answer, IN_TIME, this.#timer);
    if (exchange.route === undefined) this.#settleRoute(draft.userid, exchange, answer);
    const [text] = answer ? textsIn(answer) : [];
    return exchange.route === 'callback' && text !== undefined ? this.#passive(draft.userid, text) : '';
  }

  #settleRoute(userid: string, exchange: Exchange, answer: Reply | undefined): void {
    const { later } = this.#options;
    exchange.route = answer && textsIn(answer).length <= 1 ? 'callback' : 'messages';
    if (answer && exchange.route === 'callback') void later.say(userid, cardIn(answer));
    else void exchange.answer.then((late) => later.say(userid, allOf(late)));
  }

  // Nobody else sees this chat: the words follow, whether or not the card has changed.
  async #tapped(draft: Draft, responseCode: string): Promise<string> {
    const exchange = this.#exchanges.of(draft.id, async () => {
      const reply = await this.#work(draft);
      const card = tappedCard(reply, draft.task);
      if (card) await this.#change(draft.userid, responseCode, cardAsItIs(card));
      await this.#options.later.say(draft.userid, card ? textMessages(reply) : allOf(reply));
      return reply;
    });
    await settledWithin(exchange.answer, IN_TIME, this.#timer);
    return '';
  }

  /** Changes a card in the hands of who tapped it: https://developer.work.weixin.qq.com/document/path/94888 */
  async #change(userid: string, response_code: string, template_card: object): Promise<void> {
    const { api, config, log } = this.#options;
    const body = { userids: [userid], agentid: config.agentId, response_code, template_card };
    const ending = await api.post('message/update_template_card', body, answered);
    const changed = ending.kind === 'answered' && ending.errcode === 0;
    if (!changed)
      log.warn({ outcome: 'errcode' in ending ? ending.errcode : ending.kind }, 'a card stays as it was');
  }

  // A welcome that comes too late is left out; the next time somebody opens the app there may be one.
  async #greet(userid: string): Promise<string> {
    const { reception, log } = this.#options;
    if (this.#greeted.get(userid)) return '';
    this.#greeted.note(userid, true);
    const greeting = reception.greet(userid);
    greeting.catch(() => log.error('a welcome failed'));
    const text = await within(greeting, IN_TIME, this.#timer);
    if (text !== undefined) return this.#passive(userid, shorten(plainWords(text), TEXT_BYTES));
    this.#greeted.forget(userid);
    return '';
  }

  async #work(draft: Draft): Promise<Reply> {
    const { reception, log } = this.#options;
    try {
      return await reception.answer(draft);
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : typeof error }, 'a message failed');
      this.#exchanges.forget(draft.id);
      return { text: FAILED, card: null };
    }
  }

  #passive(userid: string, text: string): string {
    const { config, clock } = this.#options;
    return textReply(userid, config.corpId, Math.floor(clock.now() / SECOND), text);
  }
}

/** The words, in as many texts as they need. */
const textsIn = ({ text }: Reply): string[] =>
  split(shorten(plainWords(text), STREAM_BYTES), TEXT_BYTES)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');

const textMessages = (reply: Reply): AppMessage[] => textsIn(reply).map((text) => wordsMessage(text));
// A card with nothing to tap tells no more than the words beside it.
const cardIn = ({ card }: Reply): AppMessage[] =>
  card && card.choices.length > 0 ? [cardMessage(card)] : [];
const allOf = (reply: Reply): AppMessage[] => [...textMessages(reply), ...cardIn(reply)];
