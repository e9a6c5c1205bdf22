import { codeOf, type Disk, nodeDisk } from '../disk.ts';
import type { Finding } from '../finding.ts';
import { BallotBox } from './ballot-box.ts';
import { BOX_NAMES, type Box, BoxDamagedError, type BoxName } from './box.ts';
import { finding } from './damage.ts';
import { readFileBox } from './file-box.ts';
import { OpinionBox } from './opinion-box.ts';

const OPEN = { opinions: OpinionBox.open, ballots: BallotBox.open } as const;

/** Everything that is damaged in the box below the data folder. Changes nothing, so a bot may run meanwhile. */
export async function* verifyBoxes(folder: string, disk: Disk = nodeDisk): AsyncGenerator<Finding> {
  const box = readFileBox(folder, disk);
  for (const name of BOX_NAMES) yield* await findingsIn(box, name);
}

async function findingsIn(box: Box, name: BoxName): Promise<readonly Finding[]> {
  try {
    return (await OPEN[name](box)).findings;
  } catch (error) {
    if (error instanceof BoxDamagedError) return error.findings;
    const code = codeOf(error);
    if (code === undefined) throw error;
    return [finding(name, `读不出来（${code}）`, '请检查文件的权限和这块磁盘')];
  }
}
