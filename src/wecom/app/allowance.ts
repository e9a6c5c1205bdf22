import { type Clock, HOUR, type Instant, MINUTE } from '../../time/clock.ts';

/** What one member may get from an app; more is dropped without a word: https://developer.work.weixin.qq.com/document/path/90236 */
export const PER_MINUTE = 30;
export const PER_HOUR = 1000;

interface Count {
  underWay: number;
  /** When calls came back within the last hour, oldest first. WeCom has counted them before that. */
  readonly ends: Instant[];
}

/** Counts what each member gets from the app, by whatever part of the program. */
export class Allowance {
  readonly #clock: Clock;
  /** Whoever got something last stands last. */
  readonly #counts = new Map<string, Count>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether one more message to this member would still be shown. */
  hasRoom(member: string): boolean {
    const count = this.#counts.get(member);
    if (!count) return true;
    const now = this.#clock.now();
    const within = (span: number): number => count.ends.filter((at) => Math.abs(now - at) < span).length;
    return count.underWay + within(MINUTE) < PER_MINUTE && count.underWay + within(HOUR) < PER_HOUR;
  }

  /** Makes one call to this member, and counts it. */
  async spend<T>(member: string, call: () => Promise<T>): Promise<T> {
    const count = this.#counts.get(member) ?? { underWay: 0, ends: [] };
    count.underWay++;
    try {
      return await call();
    } finally {
      count.underWay--;
      count.ends.push(this.#clock.now());
      this.#forgetOld(count);
      this.#counts.delete(member);
      this.#counts.set(member, count);
      this.#forgetSilent();
    }
  }

  #forgetOld({ ends }: Count): void {
    const now = this.#clock.now();
    while (ends[0] !== undefined && Math.abs(now - ends[0]) >= HOUR) ends.shift();
  }

  #forgetSilent(): void {
    for (const [member, count] of this.#counts) {
      this.#forgetOld(count);
      if (count.ends.length > 0 || count.underWay > 0) return;
      this.#counts.delete(member);
    }
  }
}
