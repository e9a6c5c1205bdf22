/** The value below which the share (0 … 1) of the values lies; NaN of no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return sorted[place] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Milliseconds the work took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** What the work came to, and milliseconds it took. */
export function stopped<T>(work: () => T): { readonly result: T; readonly took: number } {
  const start = performance.now();
  const result = work();
  return { result, took: performance.now() - start };
}
