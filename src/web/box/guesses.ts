import type { OpinionNumber } from '../../records/records.ts';
import { HOUR, type Instant, MINUTE, SECOND } from '../../time/clock.ts';
import { Bucket } from './bucket.ts';

/** Wrong receipt words of all numbers together. */
const ALL = { size: 30, every: 2 * SECOND } as const;
/** So many slips of the pen cost nothing; each one after doubles the wait. */
const FREE = 3;
const FIRST_WAIT = 5 * SECOND;
const LONGEST_WAIT = 10 * MINUTE;
const FORGIVEN = HOUR;

interface Misses {
  readonly count: number;
  readonly last: Instant;
}

/** Wrong receipt words, counted by the number they were tried on, whether there is such an opinion or not. */
export class Guesses {
  readonly #all = new Bucket(ALL);
  readonly #misses = new Map<OpinionNumber, Misses>();

  /** Milliseconds until this number may be tried; 0 for now. */
  wait(number: OpinionNumber, now: Instant): number {
    if (!this.#all.has(now)) return ALL.every;
    const misses = this.#misses.get(number);
    if (!misses || misses.count < FREE) return 0;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (misses.count - FREE));
    return Math.max(0, Math.min(wait, misses.last + wait - now));
  }

  missed(number: OpinionNumber, now: Instant): void {
    this.#all.take(now);
    this.forget(now);
    this.#misses.set(number, { count: (this.#misses.get(number)?.count ?? 0) + 1, last: now });
  }

  found(number: OpinionNumber): void {
    this.#misses.delete(number);
  }

  forget(now: Instant): void {
    for (const [number, { last }] of this.#misses) if (now - last > FORGIVEN) this.#misses.delete(number);
  }
}
