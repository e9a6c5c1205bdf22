import { setImmediate as next } from 'node:timers/promises';

/** How often others had a turn while this was done. */
export async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const others = async (): Promise<void> => {
    for (; !isDone; turns++) await next();
  };
  const counting = others();
  await work();
  const had = turns;
  isDone = true;
  await counting;
  return had;
}
