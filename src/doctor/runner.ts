import { codeOf } from '../journal/disk.ts';
import { SECOND } from '../time/clock.ts';
import type { Check, Examined } from './check.ts';
import { type Finding, wrong } from './finding.ts';
import type { Progress } from './progress.ts';

const LIMIT = 10 * SECOND;
const LATE = Symbol('late');

/** Runs the checks, one after the other. Each has its own time; none that fails or hangs keeps the next from its turn. */
export async function* examine(checks: readonly Check[], progress: Progress): AsyncGenerator<Examined> {
  for (const check of checks) {
    progress.begin(check.name);
    const findings = await findingsOf(check);
    progress.end();
    yield { name: check.name, findings };
  }
}

async function findingsOf({ run, limit = LIMIT }: Check): Promise<readonly Finding[]> {
  const late = Promise.withResolvers<typeof LATE>();
  const stop = new AbortController();
  const timeout = setTimeout(() => late.resolve(LATE), limit);
  try {
    const outcome = await Promise.race([run(stop.signal), late.promise]);
    return outcome === LATE ? [overdue(limit)] : outcome;
  } catch (error) {
    return [unforeseen(error)];
  } finally {
    clearTimeout(timeout);
    stop.abort();
  }
}

const overdue = (limit: number): Finding =>
  wrong(`${limit / SECOND} 秒内没有查完`, '检查服务器的负载、磁盘和网络，稍后再运行一次 npm run doctor');

// Only the error's kind is told: what else it says may be an address with a key in it.
const unforeseen = (error: unknown): Finding =>
  wrong(
    `检查中途出错（${codeOf(error) ?? (error instanceof Error ? error.name : '原因不明')}）`,
    '再运行一次 npm run doctor；还是这样，请把这一行告诉开发者',
  );
