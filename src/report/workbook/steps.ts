import { setImmediate as next } from 'node:timers/promises';

/** Work in small steps. */
export type Steps<T> = Generator<undefined, T>;

/** No longer than this at a time, in milliseconds: others wait for an answer. */
const TURN = 8;

/** All steps at once. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Step by step, with others taking their turns in between. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (let began = performance.now(); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - began < TURN) continue;
    await next();
    began = performance.now();
  }
}

/** What each of them makes, as an array; a step each. */
export function* mapped<A, B>(all: Iterable<A>, make: (each: A) => B): Steps<B[]> {
  const made: B[] = [];
  for (const each of all) {
    made.push(make(each));
    yield;
  }
  return made;
}
