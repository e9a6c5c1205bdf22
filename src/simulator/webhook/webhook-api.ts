import { randomUUID } from 'node:crypto';
import type { Clock } from '../../time/clock.ts';
import { type Attachment, textOf } from '../chat.ts';
import type { Inbox } from '../inbox.ts';
import { checkSize, MediaStore } from '../media-store.ts';
import { mentionsIn } from '../mentions.ts';
import { Rate } from '../rate.ts';
import { type ApiAnswer, answered, Refusal } from '../refusal.ts';
import type { World } from '../world.ts';
import { readMessage, WEBHOOK_LIMITS } from './webhook-content.ts';

/** The webhook robots of all groups: https://developer.work.weixin.qq.com/document/path/91770 */
export class WebhookApi {
  readonly #clock: Clock;
  readonly #world: World;
  readonly #inbox: Inbox;
  readonly #rate: Rate;
  readonly #groups = new Map<string, string>();
  /** What each robot has uploaded: a media_id works for the same webhook only. */
  readonly #files = new Map<string, MediaStore>();

  constructor(clock: Clock, world: World, inbox: Inbox) {
    this.#clock = clock;
    this.#world = world;
    this.#inbox = inbox;
    this.#rate = new Rate(clock, WEBHOOK_LIMITS.perMinute);
  }

  /** Gives a group its robot; its key. */
  addRobot(groupId: string, key: string = randomUUID()): string {
    this.#groups.set(key, groupId);
    this.#files.set(key, new MediaStore(this.#clock));
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
    return answered(() => {
      const { group, files } = this.#robot(key);
      const { content, mentioned } = readMessage(json, files.find);
      this.#rate.count(key);
      const rings = content.type === 'text' || content.type === 'markdown';
      const mentions = rings ? mentionsIn(textOf(content), mentioned) : [];
      this.#inbox.add(this.#world.post({ chat: { group }, author: { kind: 'robot' }, content, mentions }));
      return {};
    });
  }

  /** `type` is the query parameter; voice is not known here. */
  upload(key: string, type: string, file: Attachment | undefined): ApiAnswer {
    return answered(() => {
      const { files } = this.#robot(key);
      if (type !== 'file') throw new Refusal(40005, 'invalid type');
      if (!file) throw new Refusal(44001, 'empty media data');
      checkSize(type, file.bytes.length);
      return files.upload(file, type);
    });
  }

  #robot(key: string): { readonly group: string; readonly files: MediaStore } {
    const [group, files] = [this.#groups.get(key), this.#files.get(key)];
    if (!group || !files) throw new Refusal(93000, 'invalid webhook url');
    return { group, files };
  }
}
