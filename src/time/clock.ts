/** Milliseconds since the epoch, UTC. */
export type Instant = number;

/** Where "now" comes from: the machine in production, a movable clock in tests and in the demo. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => Date.now() };

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A clock that stands still until it is moved. */
export class MovableClock implements Clock {
  #at: Instant;

  constructor(at: Instant) {
    this.#at = at;
  }

  now(): Instant {
    return this.#at;
  }

  set(at: Instant): void {
    this.#at = at;
  }

  advance(milliseconds: number): void {
    this.#at += milliseconds;
  }
}
