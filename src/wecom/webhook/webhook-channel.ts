import type { FileStore } from '../../journal/files/files.ts';
import type { Content, Target } from '../../journal/outgoing.ts';
import type { Logger } from '../../log.ts';
import type { Channel, Lane, SendResult } from '../../outreach/channel.ts';
import type { UnitId } from '../../roster/roster.ts';
import { contentOf, isPicture, mediaMessage } from '../files.ts';
import { bytesOf, MARKDOWN_BYTES } from '../limits.ts';
import { Outcomes, refused } from '../outcomes.ts';
import { AGAIN } from '../texts.ts';
import { fingerprintOf, keyOf, WebhookApi } from './webhook-api.ts';
import {
  IMAGE_BYTES,
  imageMessage,
  markdownMessage,
  markdownV2Message,
  type WebhookMessage,
} from './webhook-messages.ts';

/** https://developer.work.weixin.qq.com/document/path/91770 */
const PER_MINUTE = 20;
/** Kept free for the mentions of some twenty people. */
const MENTION_ROOM = 400;
const REMOVED = '群机器人已被移除或推送地址有误，请在群里重新添加群机器人，并更新名册中的推送地址';
/** https://developer.work.weixin.qq.com/document/path/90313 */
const CLOSED: ReadonlyMap<number, string> = new Map([
  [93000, REMOVED],
  [93004, '群机器人已被停用，请在群里重新启用，或重新添加并更新名册中的推送地址'],
  [93008, REMOVED],
  [40001, REMOVED],
]);

export interface WebhookOptions {
  readonly apiBase: string;
  /** The unit's webhook from the roster, a full address or its bare key; null when it has none. A secret. */
  readonly webhookOf: (unit: UnitId) => string | null;
  readonly files: FileStore;
  readonly log: Logger;
  /** Milliseconds for one call, 15 s unless told. */
  readonly timeout?: number;
}

/** Speaks in groups through their webhook robots. Cannot reach a person alone. */
export class WebhookChannel implements Channel {
  readonly name = '群机器人';
  readonly markdownBytes = MARKDOWN_BYTES - bytesOf(AGAIN) - MENTION_ROOM;
  readonly #options: WebhookOptions;
  readonly #api: WebhookApi;
  readonly #outcomes = new Outcomes(CLOSED);

  constructor(options: WebhookOptions) {
    this.#options = options;
    this.#api = new WebhookApi(options.apiBase, options.timeout);
  }

  /** One webhook is one lane, even where two units share it. */
  lane(target: Target): Lane | undefined {
    const key = this.#keyOf(target);
    return key === undefined ? undefined : { id: laneOf(key), perMinute: PER_MINUTE };
  }

  async send(target: Target, content: Content, again: boolean): Promise<SendResult> {
    const key = this.#keyOf(target);
    if (key === undefined)
      return { status: 'closed', detail: '没有可用的推送地址，请在名册中填写群机器人的推送地址' };
    const result = await this.#deliver(key, content, again);
    if (result.status !== 'sent')
      this.#options.log.warn({ lane: laneOf(key), status: result.status, detail: result.detail }, 'not sent');
    return result;
  }

  #keyOf(target: Target): string | undefined {
    if (target.kind === 'person') return undefined;
    const address = this.#options.webhookOf(target.unit);
    return address === null ? undefined : keyOf(address);
  }

  async #deliver(key: string, content: Content, again: boolean): Promise<SendResult> {
    if (content.type === 'markdown' && content.tabled !== undefined)
      return this.#post(key, markdownV2Message(content.tabled, again));
    if (content.type === 'markdown')
      return this.#post(key, markdownMessage(content.text, content.mention, again));
    // A webhook robot cannot be answered, so its cards have nothing to tap.
    if (content.type === 'card') return this.#post(key, markdownMessage(content.text, [], again));
    const shown = !again && content.type === 'image' && isPicture(content.file, IMAGE_BYTES);
    const bytes = await contentOf(this.#options.files, content.file, shown ? null : 'file');
    if (!(bytes instanceof Uint8Array)) return refused(bytes.detail);
    if (shown) return this.#post(key, imageMessage(bytes));
    // What may be there already says so in its name; a picture has none to say it in.
    return this.#sendFile(key, `${again ? '（重发）' : ''}${content.file.name}`, bytes);
  }

  async #post(key: string, message: WebhookMessage): Promise<SendResult> {
    return this.#outcomes.of(laneOf(key), await this.#api.send(key, message));
  }

  async #sendFile(key: string, name: string, bytes: Uint8Array): Promise<SendResult> {
    const answer = await this.#api.upload(key, name, bytes);
    if (answer.kind === 'answered' && answer.mediaId !== undefined)
      return this.#post(key, mediaMessage('file', answer.mediaId));
    const result = this.#outcomes.of(laneOf(key), answer);
    // Nobody sees an upload, so doing it twice does no harm, whatever became of the first.
    return result.status === 'unknown' || result.status === 'sent'
      ? this.#outcomes.later(laneOf(key), '文件上传没有完成，稍后重试')
      : result;
  }
}

const laneOf = (key: string): string => `webhook/${fingerprintOf(key)}`;
