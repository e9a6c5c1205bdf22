import type { Reply } from '../../dialogue/message.ts';
import { type Clock, MINUTE } from '../../time/clock.ts';
import { Lately } from '../lately.ts';

/** WeCom repeats what it got no answer to within seconds. */
const KEPT = 10 * MINUTE;

/** Something said, and its answer. */
export interface Exchange {
  readonly answer: Promise<Reply>;
  /** How the answer goes, once that is settled: with the callback, or by messages of the app's own. */
  route: 'callback' | 'messages' | undefined;
}

/** Answers by the id of what they answer: whatever WeCom repeats is worked on once and answered the same. */
export class Exchanges {
  readonly #exchanges: Lately<Exchange>;

  constructor(clock: Clock) {
    this.#exchanges = new Lately(clock, KEPT);
  }

  /** The exchange of this id; `work` is done unless it was begun before. It must not reject. */
  of(id: string, work: () => Promise<Reply>): Exchange {
    const known = this.#exchanges.get(id);
    if (known) return known;
    const exchange: Exchange = { answer: work(), route: undefined };
    this.#exchanges.note(id, exchange);
    return exchange;
  }

  /** What was said under this id counts as not said: a repeat is a fresh try. */
  forget(id: string): void {
    this.#exchanges.forget(id);
  }
}
