import { appendFile, mkdir } from 'node:fs/promises';
import { openFileBox } from '../../src/journal/box/file-box.ts';
import type { Commit } from '../../src/journal/commit.ts';
import { FIRST_SEAL, sealLine } from '../../src/journal/line.ts';
import { journalFolder, segmentPath } from '../../src/journal/segments.ts';

/** Lines that are written at once. */
const BATCH = 20_000;
const SEGMENT_BYTES = 64 * 1024 * 1024;

/** Writes the commits as the journal of a new data folder, beside empty boxes, without the cost of committing them; how many there are. */
export async function writeJournal(dataFolder: string, commits: Iterable<Commit>): Promise<number> {
  const folder = journalFolder(dataFolder);
  await mkdir(folder, { recursive: true });
  await openFileBox(dataFolder, true);
  let seal = FIRST_SEAL;
  let count = 0;
  let segment = 1;
  let length = 0;
  let lines: string[] = [];
  const flush = async (): Promise<void> => {
    const text = lines.join('');
    await appendFile(segmentPath(folder, segment), text);
    lines = [];
    length += Buffer.byteLength(text);
    if (length < SEGMENT_BYTES) return;
    segment++;
    length = 0;
  };
  for (const { cause, at, records, outbox } of commits) {
    const line = sealLine(JSON.stringify({ cause, at, records, outbox }), ++count, seal);
    seal = line.seal;
    if (lines.push(line.text) === BATCH) await flush();
  }
  if (lines.length > 0) await flush();
  return count;
}
