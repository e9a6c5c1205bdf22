import type { Commit } from '../../../src/journal/commit.ts';
import type { LedgerRecord, RecordKind } from '../../../src/records/records.ts';
import type { County } from '../../support/county.ts';
import { storedIn } from '../../support/journal.ts';

/** Everything on disk, as the running bot would read it at its next start. */
export async function commitsOf(county: County): Promise<Commit[]> {
  return storedIn(county.folder);
}

/** All records of one kind that are on disk. */
export async function recordsOf<K extends RecordKind>(
  county: County,
  kind: K,
): Promise<Extract<LedgerRecord, { kind: K }>[]> {
  const records = (await commitsOf(county)).flatMap((commit) => commit.records);
  return records.filter((record): record is Extract<LedgerRecord, { kind: K }> => record.kind === kind);
}
