import { hash } from 'node:crypto';
import { type Clock, type Instant, MINUTE, SECOND } from '../../time/clock.ts';
import { Lately } from '../lately.ts';
import type { AppMessage } from './app-messages.ts';

/** WeCom's own default. Longer, it would swallow more that was meant. */
const INTERVAL = 30 * MINUTE;
/** A second try counts on the check only while its first is surely within the interval on WeCom's clock too. */
const SURE = 25 * MINUTE;

/** With the check on, WeCom drops a message that is the same, letter for letter, as one this person got within the interval. */
export type CheckedMessage = AppMessage & {
  readonly enable_duplicate_check: 0 | 1;
  readonly duplicate_check_interval: number;
};

/**
 * Sees to it that a second try after an unknown outcome is the same message letter for letter, which WeCom drops if the first arrived;
 * and that a new message which happens to say what another has just said is not dropped. https://developer.work.weixin.qq.com/document/path/90236
 */
export class DuplicateCheck {
  /** What was said, by person and words. */
  readonly #said: Lately;
  /** First tries of which nobody knows whether they arrived, by person and content. */
  readonly #doubtful: Lately<CheckedMessage>;

  constructor(clock: Clock) {
    this.#said = new Lately(clock, INTERVAL);
    this.#doubtful = new Lately(clock, SURE);
  }

  /** A message about to be sent for the first time. */
  first(member: string, message: AppMessage): CheckedMessage {
    const key = keyOf(member, message);
    const enable_duplicate_check = this.#said.get(key) ? 0 : 1;
    this.#said.note(key, true);
    return { ...message, enable_duplicate_check, duplicate_check_interval: INTERVAL / SECOND };
  }

  /** The message certainly did not arrive. */
  failed(member: string, message: AppMessage): void {
    this.#said.forget(keyOf(member, message));
  }

  /** The message was sent, begun at that moment, and nobody knows whether it arrived. `content` is how it will be called then. */
  doubt(member: string, content: unknown, message: CheckedMessage, at: Instant): void {
    if (message.enable_duplicate_check === 1) this.#doubtful.note(keyOf(member, content), message, at);
  }

  /** The doubtful message, to be sent once more as it was; undefined when WeCom cannot be counted on to know it. */
  second(member: string, content: unknown): CheckedMessage | undefined {
    return this.#doubtful.get(keyOf(member, content));
  }

  /** The doubtful message needs no further try. */
  settled(member: string, content: unknown): void {
    this.#doubtful.forget(keyOf(member, content));
  }
}

const keyOf = (member: string, content: unknown): string =>
  hash('sha256', `${member}\n${JSON.stringify(content)}`, 'base64');
