import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { verifyBoxes } from '../../journal/box/verify.ts';
import type { Check } from '../check.ts';
import { type Finding, fine, wrong } from '../finding.ts';
import type { Premises } from '../premises.ts';

/** Whether anonymous opinions and ballots are as they were written. */
export const boxes = ({ config: { dataFolder } }: Premises): Check => ({
  name: '意见箱和票箱',
  async run() {
    if (!existsSync(join(dataFolder, 'box'))) return [fine('还没有，启动时会建')];
    const findings: Finding[] = [];
    for await (const { file, problem, advice } of verifyBoxes(dataFolder))
      findings.push(wrong(`${file} ${problem}`, advice));
    return findings.length > 0 ? findings : [fine('完好')];
  },
});
