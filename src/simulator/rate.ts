import { type Clock, HOUR, type Instant, MINUTE } from '../time/clock.ts';
import { Refusal } from './refusal.ts';

/** How often something may be done within a minute and within an hour. */
export class Rate {
  readonly #clock: Clock;
  readonly #perMinute: number;
  readonly #perHour: number;
  readonly #counted = new Map<string, readonly Instant[]>();

  constructor(clock: Clock, perMinute: number, perHour: number = Number.POSITIVE_INFINITY) {
    this.#clock = clock;
    this.#perMinute = perMinute;
    this.#perHour = perHour;
  }

  /** Counts one more. False when it is one too many, which is not counted. */
  takes(what: string): boolean {
    const now = this.#clock.now();
    const recent = (this.#counted.get(what) ?? []).filter((at) => at > now - HOUR && at <= now);
    const lately = recent.filter((at) => at > now - MINUTE);
    if (lately.length >= this.#perMinute || recent.length >= this.#perHour) return false;
    this.#counted.set(what, [...recent, now]);
    return true;
  }

  /** Throws a Refusal when it is one too many. */
  count(what: string): void {
    if (!this.takes(what)) throw new Refusal(45009, 'api freq out of limit');
  }
}
