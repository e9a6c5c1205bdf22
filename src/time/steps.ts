import { setImmediate as others } from 'node:timers/promises';

/** Work in steps of a millisecond or so: whoever does it may let others have a turn between any two. */
export type Steps<T> = Generator<undefined, T>;

/** Milliseconds before the others have their turn. Much less than anybody notices, much more than a turn costs. */
const AT_A_STRETCH = 8;

/** All steps without a pause. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, and nobody waits for it. Rejects with what the work throws. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < AT_A_STRETCH) continue;
    await others();
    since = performance.now();
  }
}

/** What each of them makes; a step each. */
export function* mapped<A, B>(all: Iterable<A>, make: (each: A) => B): Steps<B[]> {
  const made: B[] = [];
  for (const each of all) {
    made.push(make(each));
    yield;
  }
  return made;
}
