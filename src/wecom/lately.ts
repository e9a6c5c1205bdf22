import type { Clock, Instant } from '../time/clock.ts';

const MOST = 10_000;

/** Remembers things for so many milliseconds each, and the latest ten thousand at most. */
export class Lately<T = true> {
  readonly #clock: Clock;
  readonly #span: number;
  /** Oldest first. */
  readonly #things = new Map<string, { readonly at: Instant; readonly thing: T }>();

  constructor(clock: Clock, span: number) {
    this.#clock = clock;
    this.#span = span;
  }

  /** Counts from that moment, now unless told. */
  note(key: string, thing: T, at: Instant = this.#clock.now()): void {
    this.#forgetOld();
    this.#things.delete(key);
    this.#things.set(key, { at, thing });
  }

  get(key: string): T | undefined {
    const found = this.#things.get(key);
    return found && this.#isFresh(found.at) ? found.thing : undefined;
  }

  forget(key: string): void {
    this.#things.delete(key);
  }

  // A clock that was set back must not keep things for ever.
  #isFresh(at: Instant): boolean {
    return Math.abs(this.#clock.now() - at) < this.#span;
  }

  #forgetOld(): void {
    for (const [key, { at }] of this.#things) {
      if (this.#isFresh(at) && this.#things.size < MOST) return;
      this.#things.delete(key);
    }
  }
}
