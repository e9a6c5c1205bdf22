import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { atOnce, inTurns, type Steps } from '../../src/time/steps.ts';

/** Takes so many milliseconds a step. */
function* work(steps: number, milliseconds: number): Steps<string> {
  for (let step = 0; step < steps; step++) {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
    yield;
  }
  return 'done';
}

function* failing(): Steps<never> {
  yield;
  throw new Error('stuck');
}

it('does the same at once and in turns', async () => {
  expect(atOnce(work(3, 0))).toBe('done');
  expect(await inTurns(work(3, 0))).toBe('done');
});

it('lets the others have their turn between the steps of long work', async () => {
  let others = 0;
  let working = true;
  const watching = (async () => {
    while (working) {
      others++;
      await turn();
    }
  })();
  await inTurns(work(6, 10));
  working = false;
  await watching;
  expect(others).toBeGreaterThanOrEqual(6);
});

it('says what went wrong in the middle', async () => {
  expect(() => atOnce(failing())).toThrow('stuck');
  await expect(inTurns(failing())).rejects.toThrow('stuck');
});
