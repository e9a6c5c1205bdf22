import { type Clock, HOUR, type Instant, MINUTE } from '../../time/clock.ts';
import { Refusal } from '../webhook/webhook-content.ts';

const PER_MINUTE = 30;
const PER_HOUR = 1000;

/**
 * 30 a minute and 1000 an hour for each conversation, or for the bot's uploads. Answers and messages of its own accord count
 * together, and so does every state of a stream: whether the platform counts those is not written down.
 * https://developer.work.weixin.qq.com/document/path/101463
 */
export class Rate {
  readonly #clock: Clock;
  readonly #counted = new Map<string, Instant[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Throws a Refusal when it is one too many. */
  count(what: string): void {
    const now = this.#clock.now();
    const recent = (this.#counted.get(what) ?? []).filter((at) => at > now - HOUR && at <= now);
    const lately = recent.filter((at) => at > now - MINUTE);
    if (lately.length >= PER_MINUTE || recent.length >= PER_HOUR)
      throw new Refusal(45009, 'api freq out of limit');
    this.#counted.set(what, [...recent, now]);
  }
}
