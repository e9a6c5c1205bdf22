import { DAY, type Instant, SECOND } from '../../time/clock.ts';
import { Bucket } from './bucket.ts';

/** How much the box takes in: a meeting whose whole hall writes at once is let through, a flood is not. */
const BURST = { size: 20, every: 6 * SECOND } as const;
const A_DAY = { size: 500, every: DAY / 500 } as const;

/** One gate for all: who comes through is not looked at. */
export class Gate {
  readonly #buckets = [new Bucket(BURST), new Bucket(A_DAY)] as const;

  lets(now: Instant): boolean {
    // Both are asked before either gives: what one refuses shall cost the other nothing.
    const open = this.#buckets.filter((bucket) => bucket.has(now)).length === this.#buckets.length;
    return open && this.#buckets.every((bucket) => bucket.take(now));
  }
}
