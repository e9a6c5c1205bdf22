import { randomUUID } from 'node:crypto';
import type { Clock, Instant } from '../time/clock.ts';

/** Things that are good for so many milliseconds, each under an id that nobody can guess. */
export class Kept<T> {
  readonly #clock: Clock;
  readonly #life: number;
  readonly #things = new Map<string, { readonly thing: T; readonly expires: Instant }>();

  constructor(clock: Clock, life: number) {
    this.#clock = clock;
    this.#life = life;
  }

  /** The id. */
  add(thing: T): string {
    const id = randomUUID();
    this.#things.set(id, { thing, expires: this.#clock.now() + this.#life });
    return id;
  }

  /** Undefined for what is unknown, used up or too old. */
  find(id: string): T | undefined {
    const found = this.#things.get(id);
    return found && this.#clock.now() <= found.expires ? found.thing : undefined;
  }

  use(id: string): void {
    this.#things.delete(id);
  }
}
