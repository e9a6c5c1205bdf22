import type { OnProgress } from '../time/on-progress.ts';
import { codeOf, type Disk, nodeDisk } from './disk.ts';
import type { Finding } from './finding.ts';
import { Head } from './head.ts';
import { JournalDamagedError } from './journal.ts';
import { JournalSnapshot } from './read.ts';
import type { SealedLine } from './scan.ts';
import { journalFolder } from './segments.ts';

const ADVICE = '请不要自行修改，从备份恢复 journal 目录';

/**
 * Reads the whole journal and yields what is wrong with it: the first damaged line, behind which nothing can be believed, or
 * lines that are missing at its end. `each` hears every line before that. Changes nothing; the bot may run meanwhile.
 */
export async function* verifyJournal(
  dataFolder: string,
  each: (line: SealedLine) => void,
  onProgress: OnProgress,
  disk: Disk = nodeDisk,
): AsyncGenerator<Finding> {
  // Noted after the lines, so what is noted now is in the snapshot that is opened next.
  const noted = await new Head(journalFolder(dataFolder), disk).read();
  try {
    const { count } = await (await JournalSnapshot.open(dataFolder, disk)).read(each, onProgress);
    if (typeof noted !== 'string' && noted.count > count)
      yield {
        file: journalFolder(dataFolder),
        problem: `台账末尾缺少 ${noted.count - count} 行`,
        advice: ADVICE,
      };
  } catch (error) {
    // Nothing was ever written.
    if (codeOf(error) === 'ENOENT' && noted === 'missing') return;
    if (!(error instanceof JournalDamagedError)) throw error;
    const { file, line, detail } = error;
    yield { file: `${file}:${line}`, problem: detail, advice: ADVICE };
  }
}
