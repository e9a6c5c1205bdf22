import type { Commit } from '../../../src/journal/ledger.ts';
import type { LedgerRecord, RecordKind } from '../../../src/records/records.ts';
import type { County } from '../../support/county.ts';

/** Everything on disk, as the running bot would read it at its next start. */
export async function commitsOf(county: County): Promise<Commit[]> {
  const commits: Commit[] = [];
  for await (const commit of county.stage.app.books.ledger.replay()) commits.push(commit);
  return commits;
}

/** All records of one kind that are on disk. */
export async function recordsOf<K extends RecordKind>(
  county: County,
  kind: K,
): Promise<Extract<LedgerRecord, { kind: K }>[]> {
  const records = (await commitsOf(county)).flatMap((commit) => commit.records);
  return records.filter((record): record is Extract<LedgerRecord, { kind: K }> => record.kind === kind);
}
