import type { FileStore } from '../ledger/files.ts';
import type { Content, Target } from '../ledger/outgoing.ts';
import type { StoredFile } from '../ledger/records.ts';
import type { Logger } from '../log.ts';
import type { Channel, Lane, SendResult } from '../outreach/channel.ts';
import type { UnitId } from '../roster/roster.ts';
import { MINUTE, SECOND } from '../time/clock.ts';
import { verdictOf } from './errcodes.ts';
import { bytesOf, MARKDOWN_BYTES } from './limits.ts';
import { type ApiAnswer, fingerprintOf, keyOf, WebhookApi } from './webhook-api.ts';
import {
  AGAIN,
  FILE_BYTES,
  fileMessage,
  IMAGE_BYTES,
  imageMessage,
  markdownMessage,
  type WebhookMessage,
} from './webhook-messages.ts';

/** https://developer.work.weixin.qq.com/document/path/91770 */
const PER_MINUTE = 20;
/** Kept free for the mentions of some twenty people. */
const MENTION_ROOM = 400;
const BACKOFF = { first: 2 * SECOND, last: 5 * MINUTE } as const;

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
  /** Failures in a row, by lane. */
  readonly #failures = new Map<string, number>();

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
    if (key === undefined) return refused('没有可用的推送地址，请在名册中填写群机器人的推送地址');
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
    if (content.type === 'markdown')
      return this.#post(key, markdownMessage(content.text, content.mention, again));
    const bytes = await this.#content(content.file);
    if (!bytes) return refused(`要发送的文件在存储中找不到或已损坏，未能发送`);
    return content.type === 'image' && isShowable(content.file)
      ? this.#post(key, imageMessage(bytes))
      : this.#sendFile(key, content.file.name, bytes);
  }

  async #content(file: StoredFile): Promise<Uint8Array | undefined> {
    try {
      return await this.#options.files.get(file.hash);
    } catch {
      return undefined;
    }
  }

  async #post(key: string, message: WebhookMessage): Promise<SendResult> {
    return this.#resultOf(key, await this.#api.send(key, message));
  }

  async #sendFile(key: string, name: string, bytes: Uint8Array): Promise<SendResult> {
    if (bytes.byteLength < FILE_BYTES.min || bytes.byteLength > FILE_BYTES.max)
      return refused(`文件大小不合企业微信要求（5字节以上、20MB以内），未能发送`);
    const answer = await this.#api.upload(key, name, bytes);
    if (answer.kind === 'answered' && answer.mediaId !== undefined)
      return this.#post(key, fileMessage(answer.mediaId));
    const result = this.#resultOf(key, answer);
    // Nobody sees an upload, so doing it twice does no harm, whatever became of the first.
    return result.status === 'refused' || result.status === 'retry'
      ? result
      : this.#later(key, '文件上传没有完成，稍后重试');
  }

  #resultOf(key: string, answer: ApiAnswer): SendResult {
    switch (answer.kind) {
      case 'answered':
        return this.#judge(key, answer.errcode);
      case 'status':
        return this.#byStatus(key, answer.status);
      case 'unreachable':
        return this.#later(key, '连接不上企业微信，请检查服务器网络，稍后重试');
      case 'unclear':
        return { status: 'unknown', detail: '企业微信没有明确答复，消息可能已经送达' };
    }
  }

  #judge(key: string, errcode: number): SendResult {
    const verdict = verdictOf(errcode);
    if (verdict.kind === 'busy') return this.#later(key, verdict.advice);
    this.#failures.delete(laneOf(key));
    if (verdict.kind === 'sent') return { status: 'sent' };
    if (verdict.kind === 'refused') return refused(verdict.advice);
    return { status: 'retry', after: verdict.after, detail: verdict.advice };
  }

  // WeCom itself answers 200 even to what it refuses; other statuses come from a gateway on the way.
  #byStatus(key: string, status: number): SendResult {
    if (status === 408 || status === 504)
      return { status: 'unknown', detail: `网关等候企业微信超时（HTTP ${status}），消息可能已经送达` };
    if (status === 429) return { status: 'retry', after: MINUTE, detail: '发送过于频繁，一分钟后重试' };
    if (status >= 400 && status < 500)
      return refused(`企业微信接口拒绝了请求（HTTP ${status}），请检查接口地址和服务器的网络出口`);
    return this.#later(key, `企业微信接口暂时不可用（HTTP ${status}），稍后重试`);
  }

  #later(key: string, detail: string): SendResult {
    const lane = laneOf(key);
    const failures = this.#failures.get(lane) ?? 0;
    this.#failures.set(lane, failures + 1);
    return { status: 'retry', after: Math.min(BACKOFF.first * 2 ** failures, BACKOFF.last), detail };
  }
}

const laneOf = (key: string): string => `webhook/${fingerprintOf(key)}`;
const refused = (detail: string): SendResult => ({ status: 'refused', detail });

const isShowable = (file: StoredFile): boolean =>
  (file.type === 'image/png' || file.type === 'image/jpeg') && file.bytes <= IMAGE_BYTES;
