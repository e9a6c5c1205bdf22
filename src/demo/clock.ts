import type { Clock, Instant } from '../time/clock.ts';

/** A clock that runs as the real one does and can be set ahead. */
export class TravellingClock implements Clock {
  #offset: number;

  constructor(start: Instant) {
    this.#offset = start - Date.now();
  }

  now(): Instant {
    return Date.now() + this.#offset;
  }

  /** Never backwards: what has happened has happened. */
  travelTo(at: Instant): void {
    this.#offset = Math.max(this.#offset, at - Date.now());
  }
}
