import type { Round } from './load.ts';
import { quantile, timed } from './statistics.ts';

/** Does all of it, so many at once, and tells how that went. */
export async function playRound<T>(
  all: readonly T[],
  atOnce: number,
  work: (each: T) => Promise<void>,
): Promise<Round> {
  const times: number[] = [];
  const waiting = all.values();
  const worker = async (): Promise<void> => {
    for (const each of waiting) times.push(await timed(() => work(each)));
  };
  const whole = await timed(() => Promise.all(Array.from({ length: atOnce }, worker)));
  return {
    perSecond: (times.length / whole) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}
