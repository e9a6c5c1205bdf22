import { verdictOf } from '../errcodes.ts';
import type { Acknowledged } from './bot-client.ts';
import type { Ground } from './ground.ts';
import { FOR_PUSHES } from './pace.ts';

/** What became of something that was tried until it was clear. */
export type Persisted =
  | { readonly kind: 'done' }
  /** WeCom does not take it; `doubts` is how often it was handed over before without an acknowledgement. */
  | { readonly kind: 'refused'; readonly errcode: number; readonly doubts: number }
  /** Twice it was handed over without an acknowledgement: it may have arrived. */
  | { readonly kind: 'doubtful' }
  /** There is no connection, or WeCom is too busy. */
  | { readonly kind: 'given-up' };

/** Together they outlast a busy minute and some breaks of the connection. */
const MOST_TRIES = 8;
const NONE: ReadonlyMap<number, string> = new Map();

type PersistenceOptions = Pick<Ground, 'link' | 'pace' | 'timer' | 'timings'>;

/** Tries frames again that have certainly not arrived, and once more those that may have. */
export class Persistence {
  readonly #options: PersistenceOptions;
  readonly #resting = new Set<() => void>();
  #hurried = false;

  constructor(options: PersistenceOptions) {
    this.#options = options;
  }

  /** `attempt` is told how often its frame may have arrived already. */
  async persist(
    place: string,
    attempt: (doubts: number) => Promise<Acknowledged>,
    doubts = 0,
  ): Promise<Persisted> {
    const { link, pace, timings } = this.#options;
    let inDoubt = doubts;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (!(await link.whenReady(this.#hurried ? 0 : timings.outage))) return { kind: 'given-up' };
      await this.#room(place);
      pace.count(place);
      const ended = await attempt(inDoubt);
      if (ended.kind === 'unclear' && ++inDoubt > 1) return { kind: 'doubtful' };
      if (ended.kind !== 'answered') continue;
      const verdict = verdictOf(ended.errcode, NONE);
      if (verdict.kind === 'sent') return { kind: 'done' };
      if (verdict.kind === 'refused' || verdict.kind === 'closed')
        return { kind: 'refused', errcode: ended.errcode, doubts: inDoubt };
      if (this.#hurried) return { kind: 'given-up' };
      await this.rest(verdict.kind === 'wait' ? verdict.after : timings.busy * 2 ** tries);
    }
    return { kind: 'given-up' };
  }

  /** Resolves after so many milliseconds, or at once when we are about to stop. */
  async rest(milliseconds: number): Promise<void> {
    if (this.#hurried) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#resting.add(resolve);
    const cancel = this.#options.timer(milliseconds, resolve);
    await promise;
    this.#resting.delete(resolve);
    cancel();
  }

  get isHurried(): boolean {
    return this.#hurried;
  }

  /** We are about to stop: nothing is waited for any more. */
  hurry(): void {
    this.#hurried = true;
    for (const resolve of this.#resting) resolve();
  }

  async #room(place: string): Promise<void> {
    const { pace, timings } = this.#options;
    while (!this.#hurried && !pace.hasRoom(place, FOR_PUSHES)) await this.rest(timings.gather);
  }
}
