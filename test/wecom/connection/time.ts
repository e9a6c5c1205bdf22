import { MovableClock } from '../../../src/time/clock.ts';
import type { Timer } from '../../../src/wecom/timer.ts';

interface Alarm {
  readonly due: number;
  readonly milliseconds: number;
  readonly run: () => void;
}

/** A clock and what waits by it: time passes only when it is told to. */
export class HandTime {
  readonly clock: MovableClock;
  readonly #alarms = new Set<Alarm>();

  constructor(start: number) {
    this.clock = new MovableClock(start);
  }

  readonly timer: Timer = (milliseconds, run) => {
    const alarm = { due: this.clock.now() + milliseconds, milliseconds, run };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  };

  /** How many wait for so long. */
  waitingFor(milliseconds: number): number {
    return [...this.#alarms].filter((alarm) => alarm.milliseconds === milliseconds).length;
  }

  get waiting(): number {
    return this.#alarms.size;
  }

  /** Lets time pass; who waits is woken in the order in which it is due. */
  pass(milliseconds: number): void {
    const end = this.clock.now() + milliseconds;
    for (let next = this.#nextUntil(end); next; next = this.#nextUntil(end)) {
      this.#alarms.delete(next);
      this.clock.set(next.due);
      next.run();
    }
    this.clock.set(end);
  }

  #nextUntil(end: number): Alarm | undefined {
    return [...this.#alarms].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }
}
