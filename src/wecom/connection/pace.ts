import { type Clock, HOUR, type Instant, MINUTE, SECOND } from '../../time/clock.ts';

/** Per conversation, answers and messages of our own accord together: https://developer.work.weixin.qq.com/document/path/101463 */
export const PER_MINUTE = 30;
const PER_HOUR = 1000;
/** WeCom counts by its own clock, and when a frame arrives. */
const MARGIN = SECOND;

/** So much is left free for others. */
export interface Spare {
  readonly minute: number;
  readonly hour: number;
}

/** Down to here answers go out one by one; with less, those of one conversation go out together. */
export const PLENTY: Spare = { minute: 15, hour: 200 };
/** Answers leave this for reminders. */
export const FOR_PUSHES: Spare = { minute: 5, hour: 20 };
export const NOTHING: Spare = { minute: 0, hour: 0 };

/** Counts what is sent to each conversation, so that the limit is never met. */
export class Pace {
  readonly #clock: Clock;
  /** Oldest first. */
  readonly #sent = new Map<string, Instant[]>();
  #swept: Instant;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#swept = clock.now();
  }

  /** Whether one more may be sent there, and more than `spare` are left before it. */
  hasRoom(place: string, spare: Spare): boolean {
    const sent = this.#lately(place, HOUR);
    const lastMinute = sent.filter((at) => this.#isWithin(at, MINUTE));
    return PER_MINUTE - lastMinute.length > spare.minute && PER_HOUR - sent.length > spare.hour;
  }

  /** One more is being sent there. Whether it arrives is all the same. */
  count(place: string): void {
    this.#sweep();
    this.#sent.set(place, [...this.#lately(place, HOUR), this.#clock.now()]);
  }

  /** How many conversations are remembered. */
  get size(): number {
    return this.#sent.size;
  }

  #lately(place: string, span: number): Instant[] {
    return (this.#sent.get(place) ?? []).filter((at) => this.#isWithin(at, span));
  }

  // A clock that was set back must not make days of an hour.
  #isWithin(at: Instant, span: number): boolean {
    return Math.abs(this.#clock.now() - at) < span + MARGIN;
  }

  #sweep(): void {
    if (this.#isWithin(this.#swept, HOUR)) return;
    this.#swept = this.#clock.now();
    for (const place of this.#sent.keys())
      if (this.#lately(place, HOUR).length === 0) this.#sent.delete(place);
  }
}
