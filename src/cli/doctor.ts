import { explainProblems, readConfig } from '../config.ts';
import type { Examined } from '../doctor/check.ts';
import { checksOf } from '../doctor/checks/index.ts';
import { premisesOf } from '../doctor/premises.ts';
import { abilityLines, isHealthy, linesOf, summaryOf } from '../doctor/print.ts';
import { type Progress, progressOn } from '../doctor/progress.ts';
import { examine } from '../doctor/runner.ts';
import type { CommandIo, Environment } from './io.ts';

/** Tries every way the county is connected and tells what to do about those that fail. Answers 0 when none does, else 1. */
export async function doctorCommand(
  io: CommandIo,
  env: Environment,
  progress: Progress = progressOn(process.stderr),
): Promise<number> {
  const read = readConfig(env);
  if (!read.ok) {
    io.err(explainProblems(read.problems));
    return 1;
  }
  const examined: Examined[] = [];
  for await (const each of examine(checksOf(premisesOf(read.config)), progress)) {
    examined.push(each);
    for (const line of linesOf(each)) io.out(line);
  }
  io.out('');
  io.out(summaryOf(examined));
  for (const line of abilityLines(read.config.wecom)) io.out(line);
  return isHealthy(examined) ? 0 : 1;
}
