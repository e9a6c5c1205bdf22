import { randomUUID } from 'node:crypto';
import { type Clock, type Instant, MINUTE, SECOND } from '../../time/clock.ts';
import { type Attachment, textOf } from '../chat.ts';
import type { Inbox } from '../inbox.ts';
import { mentionsIn } from '../mentions.ts';
import type { World } from '../world.ts';
import { Refusal, readMessage, WEBHOOK_LIMITS } from './webhook-content.ts';
import { WebhookFiles } from './webhook-files.ts';

export interface ApiAnswer {
  readonly errcode: number;
  readonly errmsg: string;
  readonly [field: string]: unknown;
}

/** The webhook robots of all groups: https://developer.work.weixin.qq.com/document/path/91770 */
export class WebhookApi {
  readonly #clock: Clock;
  readonly #world: World;
  readonly #inbox: Inbox;
  readonly #files: WebhookFiles;
  readonly #groups = new Map<string, string>();
  readonly #sent = new Map<string, Instant[]>();

  constructor(clock: Clock, world: World, inbox: Inbox) {
    this.#clock = clock;
    this.#world = world;
    this.#inbox = inbox;
    this.#files = new WebhookFiles(clock);
  }

  /** Gives a group its robot; its key. */
  addRobot(groupId: string, key: string = randomUUID()): string {
    this.#groups.set(key, groupId);
    return key;
  }

  /** The group's robot is gone: its key is not known any more. */
  removeRobot(groupId: string): void {
    for (const [key, group] of this.#groups) if (group === groupId) this.#groups.delete(key);
  }

  keyOf(groupId: string): string | undefined {
    for (const [key, group] of this.#groups) if (group === groupId) return key;
    return undefined;
  }

  /** Those of all robots. */
  get keys(): readonly string[] {
    return [...this.#groups.keys()];
  }

  groupOf(key: string): string | undefined {
    return this.#groups.get(key);
  }

  send(key: string, json: unknown): ApiAnswer {
    return answer(() => {
      const group = this.#robot(key);
      const { content, mentioned } = readMessage(json, (mediaId) => this.#files.find(key, mediaId));
      this.#countOne(key);
      const rings = content.type === 'text' || content.type === 'markdown';
      const mentions = rings ? mentionsIn(textOf(content), mentioned) : [];
      this.#inbox.add(this.#world.post({ chat: { group }, author: { kind: 'robot' }, content, mentions }));
      return {};
    });
  }

  /** `type` is the query parameter; voice is not known here. */
  upload(key: string, type: string, file: Attachment | undefined): ApiAnswer {
    return answer(() => {
      this.#robot(key);
      if (type !== 'file') throw new Refusal(40005, 'invalid type');
      if (!file) throw new Refusal(44001, 'empty media data');
      const created = Math.floor(this.#clock.now() / SECOND);
      return { type, media_id: this.#files.add(key, file), created_at: String(created) };
    });
  }

  #robot(key: string): string {
    const group = this.#groups.get(key);
    if (!group) throw new Refusal(93000, 'invalid webhook url');
    return group;
  }

  #countOne(key: string): void {
    const now = this.#clock.now();
    const recent = (this.#sent.get(key) ?? []).filter((at) => at > now - MINUTE && at <= now);
    if (recent.length >= WEBHOOK_LIMITS.perMinute) throw new Refusal(45009, 'api freq out of limit');
    this.#sent.set(key, [...recent, now]);
  }
}

function answer(perform: () => object): ApiAnswer {
  try {
    return { errcode: 0, errmsg: 'ok', ...perform() };
  } catch (error) {
    if (error instanceof Refusal) return { errcode: error.errcode, errmsg: error.message };
    throw error;
  }
}
