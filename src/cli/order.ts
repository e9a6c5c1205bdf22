import { type ParseArgsConfig, parseArgs } from 'node:util';
import { codeOf } from '../journal/disk.ts';
import type { CommandIo, Environment } from './io.ts';

/** What was typed behind a command; undefined when it is not understood. */
export function understood<T extends ParseArgsConfig>(
  config: T,
): ReturnType<typeof parseArgs<T>> | undefined {
  try {
    return parseArgs(config);
  } catch {
    return undefined;
  }
}

/** Tells how the command is used. Its exit code. */
export function misunderstood(usage: readonly string[], io: CommandIo): 2 {
  for (const line of usage) io.err(line);
  return 2;
}

export const DEFAULT_ZONE = 'Asia/Shanghai';
export const zoneIn = (env: Environment): string => env['TZ_NAME'] || DEFAULT_ZONE;
export const dataFolderIn = (env: Environment): string => env['DATA_DIR'] || './data';
export const campaignIn = (env: Environment): string => env['CAMPAIGN'] || 'templates/campaigns/xianju.yaml';

/** What to do about a fault of the disk or the network, by its code. Throws what nobody foresaw. */
export function adviceFor(error: unknown, advice: Readonly<Record<string, string>>): string {
  const known = advice[codeOf(error) ?? ''];
  if (known === undefined) throw error;
  return known;
}
