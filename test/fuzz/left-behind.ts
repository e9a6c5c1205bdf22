import { openLedger } from '../../src/journal/embedded.ts';
import { createLogger } from '../../src/log.ts';
import type { LedgerRecord } from '../../src/records/records.ts';
import type { Instant } from '../../src/time/clock.ts';

/**
 * The records that people, and not the bot, have made since then. Read from disk as at the next start, so it rejects when what has been
 * written cannot be read. The bot must have ended.
 */
export async function recordsOfPeople(dataFolder: string, since: Instant): Promise<readonly LedgerRecord[]> {
  const ledger = await openLedger({ folder: dataFolder, log: createLogger('silent') });
  const found: LedgerRecord[] = [];
  for await (const { records } of ledger.replay())
    found.push(...records.filter(({ at, by }) => at >= since && by !== 'system'));
  await ledger.close();
  return found;
}
