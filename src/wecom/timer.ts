/** Runs something once after so many milliseconds; the returned function calls it off. */
export type Timer = (milliseconds: number, run: () => void) => () => void;

export const realTimer: Timer = (milliseconds, run) => {
  const timeout = setTimeout(run, milliseconds);
  return () => clearTimeout(timeout);
};

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
