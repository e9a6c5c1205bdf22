import { hash, randomUUID } from 'node:crypto';
import type { Content, Target } from '../../journal/outgoing.ts';
import type { Channel, Lane, SendResult } from '../../outreach/channel.ts';
import type { PersonId, UnitId } from '../../roster/roster.ts';
import { SECOND } from '../../time/clock.ts';
import { isPicture, mediaMessage } from '../files.ts';
import { Outcomes, refused } from '../outcomes.ts';
import type { Ground } from './ground.ts';
import {
  addressed,
  type ConnectionMessage,
  cardMessage,
  MARKDOWN_BYTES,
  markdownMessage,
  type Place,
} from './messages.ts';
import { NOTHING, PER_MINUTE } from './pace.ts';
import type { Uploads } from './uploads.ts';

const NOT_IN =
  '机器人不在这个会话里，或者还没有人在其中对它说过话；请把机器人加进群，在群里 @机器人 说一句话（私聊则由本人先对机器人说一句）';
/** https://developer.work.weixin.qq.com/document/path/90313 */
const CLOSED: ReadonlyMap<number, string> = new Map([
  [93006, NOT_IN],
  [93008, NOT_IN],
  [93004, '机器人已被停用，请在管理后台重新启用'],
  [60111, '企业微信里没有这个账号，或者不在机器人的可使用成员范围内'],
]);
const SOON = 5 * SECOND;

interface ConnectionChannelOptions extends Pick<Ground, 'link' | 'pace' | 'log'> {
  readonly uploads: Uploads;
  /** The group a unit is bound to. */
  readonly chatOf: (unit: UnitId) => string | undefined;
  /** What a person's private chat is written to by; undefined before they have spoken there. */
  readonly privateChatOf: (person: PersonId) => string | undefined;
  readonly nameOf: (person: PersonId) => string | undefined;
}

/** Speaks, over the connection, in groups and to people who have spoken to the bot there. */
export class ConnectionChannel implements Channel {
  readonly name = '智能机器人长连接';
  readonly markdownBytes = MARKDOWN_BYTES;
  readonly #options: ConnectionChannelOptions;
  readonly #outcomes = new Outcomes(CLOSED);

  constructor(options: ConnectionChannelOptions) {
    this.#options = options;
  }

  /** One conversation is one lane. */
  lane(target: Target): Lane | undefined {
    const { link, pace } = this.#options;
    const place = this.#placeOf(target);
    if (!place) return undefined;
    const { isReady } = link;
    return {
      id: laneOf(place),
      perMinute: PER_MINUTE,
      down: !isReady,
      hasRoom: () => link.isReady && pace.hasRoom(place.id, NOTHING),
    };
  }

  async send(target: Target, content: Content, again: boolean): Promise<SendResult> {
    const place = this.#placeOf(target);
    if (!place) return { status: 'closed', detail: NOT_IN };
    const lane = laneOf(place);
    const result = await this.#deliver(place, lane, content, again);
    if (result.status !== 'sent')
      this.#options.log.warn({ lane, status: result.status, detail: result.detail }, 'not sent');
    return result;
  }

  #placeOf(target: Target): Place | undefined {
    const { chatOf, privateChatOf } = this.#options;
    const id = target.kind === 'group' ? chatOf(target.unit) : privateChatOf(target.person);
    if (id === undefined) return undefined;
    return { kind: target.kind === 'group' ? 'group' : 'single', id };
  }

  async #deliver(place: Place, lane: string, content: Content, again: boolean): Promise<SendResult> {
    const { link, pace, uploads } = this.#options;
    const made = await this.#message(lane, content, again);
    if ('status' in made) return made;
    if (!pace.hasRoom(place.id, NOTHING))
      return { status: 'retry', after: SOON, detail: '这个会话里一分钟内的消息已经很多，稍后再发' };
    pace.count(place.id);
    const ended = await link.call('aibot_send_msg', addressed(place, made));
    const result = this.#outcomes.of(lane, ended);
    if (result.status === 'refused' && 'file' in content) uploads.forget(content.file);
    return result;
  }

  /** What is to be sent, or why it cannot be. */
  async #message(lane: string, content: Content, again: boolean): Promise<ConnectionMessage | SendResult> {
    const { nameOf } = this.#options;
    switch (content.type) {
      case 'markdown':
        return markdownMessage(content.tabled ?? content.text, content.mention, nameOf, again);
      case 'card':
        return this.#cardMessage(content, again);
      case 'image':
      case 'file':
        return this.#mediaMessage(lane, content);
    }
  }

  #cardMessage(
    { card, text }: Extract<Content, { type: 'card' }>,
    again: boolean,
  ): ConnectionMessage | SendResult {
    try {
      return cardMessage(card, randomUUID(), again);
    } catch {
      this.#options.log.error({ card: card.id }, 'a card that cannot be shown is said in words');
      return markdownMessage(text, [], () => undefined, again);
    }
  }

  async #mediaMessage(
    lane: string,
    { type, file }: Extract<Content, { type: 'image' | 'file' }>,
  ): Promise<ConnectionMessage | SendResult> {
    const kind = type === 'image' && isPicture(file) ? 'image' : 'file';
    const uploaded = await this.#options.uploads.of(file, kind);
    switch (uploaded.kind) {
      case 'there':
        return mediaMessage(kind, uploaded.mediaId);
      case 'unfit':
        return refused(uploaded.detail);
      case 'refused':
        return this.#outcomes.of(lane, { kind: 'answered', errcode: uploaded.errcode });
      case 'unfinished':
        return this.#outcomes.later(lane, '文件上传没有完成，稍后重试');
    }
  }
}

const laneOf = ({ id }: Place): string => `connection/${hash('sha256', id).slice(0, 16)}`;
