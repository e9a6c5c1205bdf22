import type { Commit } from '../../src/journal/commit.ts';
import { JournalSnapshot } from '../../src/journal/read.ts';

/** Every commit in a data folder, read from disk beside whoever may be writing to it. */
export async function storedIn(dataFolder: string): Promise<Commit[]> {
  const commits: Commit[] = [];
  await (await JournalSnapshot.open(dataFolder)).read(({ commit }) => void commits.push(commit));
  return commits;
}
