import type { Commit } from '../journal/commit.ts';
import type { Queued } from '../progress/outbox-state.ts';
import { type Instant, MINUTE } from '../time/clock.ts';

/** One lane's messages, oldest first, and when it may send the next. */
export class LaneState {
  queue: Queued[] = [];
  /** Somebody is working through it. */
  busy = false;
  /** A note the ledger could not take: it has to be written before anything else happens here. */
  owed: Commit | undefined;
  perMinute: number = Number.POSITIVE_INFINITY;
  /** What the way itself says about room for one more. */
  hasRoom: () => boolean = () => true;
  #starts: Instant[] = [];
  #pause: { readonly since: Instant; readonly until: Instant } | undefined;

  /** A call to the platform was begun, now or before a restart. */
  began(at: Instant): void {
    this.#starts.push(at);
  }

  pause(now: Instant, milliseconds: number): void {
    this.#pause = { since: now, until: now + milliseconds };
  }

  // A clock that was set back must not make hours of a pause of seconds, nor of the minute the rate is counted over.
  isPaused(now: Instant): boolean {
    return this.#pause !== undefined && this.#pause.since <= now && now < this.#pause.until;
  }

  isFree(now: Instant): boolean {
    this.#starts = this.#starts.filter((at) => Math.abs(now - at) < MINUTE);
    return !this.isPaused(now) && this.#starts.length < this.perMinute && this.hasRoom();
  }
}
