/** Runs something once after so many milliseconds; the returned function calls it off. */
export type Timer = (milliseconds: number, run: () => void) => () => void;

export const realTimer: Timer = (milliseconds, run) => {
  const timeout = setTimeout(run, milliseconds);
  return () => clearTimeout(timeout);
};

/** What the work comes to in that time; undefined when it takes longer, or fails. */
export async function within<T>(
  work: Promise<T>,
  milliseconds: number,
  timer: Timer,
): Promise<T | undefined> {
  let made: T | undefined;
  const done = work.then((result) => {
    made = result;
  });
  await settledWithin(done, milliseconds, timer);
  return made;
}

/** Resolves when the work is done or the time is over, whichever comes first. */
export function settledWithin(work: Promise<unknown>, milliseconds: number, timer: Timer): Promise<void> {
  return new Promise((resolve) => {
    const cancel = timer(milliseconds, resolve);
    const done = (): void => {
      cancel();
      resolve();
    };
    work.then(done, done);
  });
}
