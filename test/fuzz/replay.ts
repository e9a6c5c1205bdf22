import { readFailure } from './report.ts';
import { Stage } from './stage.ts';

/**
 * Sends what is kept in the file of a failure to a bot that has just been started: what was wrong, and what is now. Undefined when the
 * file cannot be read.
 */
export async function replay(
  file: string,
): Promise<{ readonly before: string; readonly now: readonly string[] } | undefined> {
  const kept = await readFailure(file);
  if (!kept) return undefined;
  const { problem, shots } = kept;
  await using stage = await Stage.open();
  try {
    const { failures } = await stage.round(shots, false);
    return { before: problem, now: failures.map((failure) => failure.problem) };
  } catch (error) {
    return { before: problem, now: [error instanceof Error ? error.message : String(error)] };
  }
}
