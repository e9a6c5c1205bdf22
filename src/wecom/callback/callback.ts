import type Koa from 'koa';
import type { Logger } from '../../log.ts';
import { type Clock, SECOND } from '../../time/clock.ts';
import { changedCard, taskIdOf, templateCard } from '../cards.ts';
import { type Draft, readInbound } from '../inbound.ts';
import { shorten, TEXT_BYTES } from '../limits.ts';
import type { Reception } from '../reception.ts';
import { streamId } from '../stream-id.ts';
import { FAILED, UNSUPPORTED } from '../texts.ts';
import { realTimer, settledWithin, type Timer, within } from '../timer.ts';
import type { ActiveReply } from './active-reply.ts';
import { encryptedIn } from './body.ts';
import type { CallbackCrypto } from './crypto.ts';
import { callbackDoor } from './door.ts';
import { type StreamState, Streams } from './streams.ts';

/** WeCom drops the connection after 5 s; a welcome and a changed card cannot come later. */
const IN_TIME = 4 * SECOND;

export interface CallbackOptions {
  readonly crypto: CallbackCrypto;
  readonly reception: Pick<Reception, 'answer' | 'greet'>;
  readonly later: Pick<ActiveReply, 'say'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** What waits for slow answers; real time unless told. */
  readonly timer?: Timer;
  /** Milliseconds a request's body may take, 4 s unless told. */
  readonly bodyTime?: number;
}

export interface CallbackHandler {
  handle(ctx: Koa.Context): Promise<void>;
  /** Resolves once WeCom has fetched the answers that were promised it. */
  drained(): Promise<void>;
}

/**
 * The callback of a 智能机器人 in URL mode: GET verifies the address, POST carries messages and events.
 * https://developer.work.weixin.qq.com/document/path/101039
 */
export function callbackHandler(options: CallbackOptions): CallbackHandler {
  const { crypto, log, bodyTime } = options;
  const callback = new Callback(options);
  const handle = callbackDoor({
    crypto,
    log,
    bodyTime,
    encryptedIn,
    type: 'json',
    answer: async (plaintext, nonce) => {
      const reply = await callback.replyTo(plaintext);
      return reply && JSON.stringify(crypto.seal(JSON.stringify(reply), nonce));
    },
  });
  return { handle, drained: () => callback.drained() };
}

/** What goes back to WeCom, still to be encrypted; '' for an empty answer. */
type Body = object | '';

class Callback {
  readonly #options: CallbackOptions;
  readonly #timer: Timer;
  readonly #streams: Streams;

  constructor(options: CallbackOptions) {
    this.#options = options;
    this.#timer = options.timer ?? realTimer;
    this.#streams = new Streams(options.clock, this.#timer, options.log);
  }

  drained(): Promise<void> {
    return this.#streams.drained();
  }

  /** Undefined for what is no callback at all. */
  async replyTo(plaintext: string): Promise<Body | undefined> {
    const { reception } = this.#options;
    const inbound = readInbound(plaintext);
    switch (inbound.kind) {
      case 'message':
        return streamBody(
          await this.#streams.begin(inbound.draft.id, () => reception.answer(inbound.draft)),
          inbound.draft.id,
        );
      case 'tap':
        return this.#tapped(inbound.draft, inbound.responseUrl);
      case 'unsupported':
        return streamBody(
          { id: streamId(inbound.id), finish: true, content: UNSUPPORTED, card: null },
          inbound.id,
        );
      case 'refresh':
        return streamBody(this.#streams.state(inbound.stream), '');
      case 'enter':
        return this.#greeting(inbound.userid);
      case 'ignored':
        return '';
      case 'malformed':
        return undefined;
    }
  }

  // In a group the card as it looks now says enough, unless the tap was refused; else, and in private, the words follow.
  async #tapped(draft: Draft, responseUrl: string | null): Promise<Body> {
    const { reception, later, log } = this.#options;
    const speak = (text: string): void => {
      if (responseUrl !== null) void later.say(responseUrl, text);
    };
    let changed: Body = '';
    let late = false;
    const work = reception.answer(draft).then(
      (answer) => {
        const card = changedCard(answer, draft.task);
        if (card) changed = { response_type: 'update_template_card', template_card: card };
        if (late || card === null || answer.refused || draft.chat.kind === 'single') speak(answer.text);
      },
      () => {
        log.error('a tap failed');
        speak(FAILED);
      },
    );
    await settledWithin(work, IN_TIME, this.#timer);
    late = true;
    return changed;
  }

  // A welcome cannot be a stream, so one that comes too late is left out.
  async #greeting(userid: string): Promise<Body> {
    const { reception, log } = this.#options;
    const greeting = reception.greet(userid);
    greeting.catch(() => log.error('a welcome failed'));
    const text = await within(greeting, IN_TIME, this.#timer);
    return text === undefined ? '' : { msgtype: 'text', text: { content: shorten(text, TEXT_BYTES) } };
  }
}

function streamBody({ card, ...stream }: StreamState, msgid: string): Body {
  return card
    ? {
        msgtype: 'stream_with_template_card',
        stream,
        template_card: templateCard(card, taskIdOf(card, msgid)),
      }
    : { msgtype: 'stream', stream };
}
