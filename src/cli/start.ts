import { StartError, startApp } from '../app.ts';
import { explainProblems, readConfig } from '../config.ts';
import { FolderInUseError } from '../ledger/folder-lock.ts';
import { LedgerDamagedError } from '../ledger/ledger.ts';
import { createLogger } from '../log.ts';
import { RosterDamagedError } from '../roster/store.ts';
import { systemClock } from '../time/clock.ts';
import type { CommandIo, Environment } from './io.ts';

/** Runs the bot until it is told to stop. Answers the exit code. */
export async function startCommand(io: CommandIo, env: Environment): Promise<number> {
  const read = readConfig(env);
  if (!read.ok) {
    io.err(explainProblems(read.problems));
    return 1;
  }
  const log = createLogger(read.config.logLevel);
  const stop = stopSignal();
  try {
    const app = await startApp({ config: read.config, clock: systemClock, log });
    for (const warning of app.warnings) log.warn(warning);
    io.out(`群学已启动：${app.url}/wecom/callback（健康检查 ${app.url}/healthz）`);
    const signal = await stop;
    log.info({ signal }, 'stopping: finishing what is in hand');
    await app.close();
    return 0;
  } catch (error) {
    io.err(reasonOf(error));
    return 1;
  }
}

function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}

/** Why it does not start, for the person who installs it. Throws what nobody foresaw. */
export function reasonOf(error: unknown): string {
  if (error instanceof StartError || error instanceof FolderInUseError) return error.message;
  if (error instanceof LedgerDamagedError)
    return `台账文件损坏，没有启动：${error.message}\n请不要自行修改，从备份恢复这个文件后再启动。`;
  if (error instanceof RosterDamagedError)
    return `名册文件损坏，没有启动：${error.message}\n请从备份恢复这个文件后再启动。`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') return '端口已被占用，没有启动。请在 .env 里换一个 PORT，或停掉占用它的程序。';
  if (code === 'EACCES' || code === 'EPERM')
    return '没有权限读写数据目录或使用端口，没有启动。请检查 DATA_DIR 的权限和 PORT。';
  if (code === 'ENOSPC') return '磁盘满了，没有启动。请腾出空间后再启动。';
  throw error;
}
