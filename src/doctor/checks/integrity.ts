import { nodeDisk } from '../../journal/disk.ts';
import { unseenRepairs } from '../../journal/repairs.ts';
import type { Check } from '../check.ts';
import { type Finding, fine, warning, wrong } from '../finding.ts';
import { Integrity } from '../integrity.ts';
import type { Premises } from '../premises.ts';

/** A large county's journal is read in seconds, its files take longer. */
const LIMIT = 120_000;
const SHOWN = 5;

/** Whether everything in the data folder is as it was written. */
export const integrity = ({ config: { dataFolder } }: Premises): Check => ({
  name: '数据完整',
  limit: LIMIT,
  async run(signal) {
    const integrity = new Integrity(dataFolder);
    const found: Finding[] = [];
    for await (const { file, problem, advice } of integrity.findings()) {
      signal.throwIfAborted();
      if (found.length < SHOWN) found.push(wrong(`${file}：${problem}`, advice));
    }
    for (const repair of await unseenRepairs(dataFolder, nodeDisk))
      found.push(warning(`修复过：${repair}`, '看过以后运行 npm run verify -- --seen，就不再提醒'));
    if (found.length > 0) return found;
    const { commits, files } = integrity.extent;
    return [fine(`台账 ${commits} 次提交、${files} 个文件，校验全部相符`)];
  },
});
