import type { Instant } from '../../time/clock.ts';

/** Lets through a burst of `size`, and then one every so many milliseconds, whoever it is. */
export class Bucket {
  readonly #size: number;
  readonly #every: number;
  #left: number;
  #at: Instant | undefined;

  constructor({ size, every }: { readonly size: number; readonly every: number }) {
    this.#size = size;
    this.#every = every;
    this.#left = size;
  }

  has(now: Instant): boolean {
    // A clock that was put back gives nothing and takes nothing away.
    const passed = Math.max(0, now - (this.#at ?? now));
    this.#left = Math.min(this.#size, this.#left + passed / this.#every);
    this.#at = now;
    return this.#left >= 1;
  }

  take(now: Instant): boolean {
    if (!this.has(now)) return false;
    this.#left--;
    return true;
  }
}
