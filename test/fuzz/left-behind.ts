import type { LedgerRecord } from '../../src/records/records.ts';
import type { Instant } from '../../src/time/clock.ts';
import { storedIn } from '../support/journal.ts';

/**
 * The records that people, and not the bot, have made since then. Read from disk as at the next start, so it rejects when what has been
 * written cannot be read. The bot must have ended.
 */
export async function recordsOfPeople(dataFolder: string, since: Instant): Promise<readonly LedgerRecord[]> {
  const records = (await storedIn(dataFolder)).flatMap((commit) => commit.records);
  return records.filter(({ at, by }) => at >= since && by !== 'system');
}
