import { sizeOf } from '../../roster/report.ts';
import { RosterDamagedError, type RosterVersion, verifyRosters } from '../../roster/store.ts';
import type { Check } from '../check.ts';
import { type Finding, fine, warning, wrong } from '../finding.ts';
import type { Premises } from '../premises.ts';

export const roster = (premises: Premises): Check => ({
  name: '名册',
  async run() {
    try {
      return [describe(await premises.roster()), ...(await earlierDamage(premises))];
    } catch (error) {
      if (!(error instanceof RosterDamagedError)) throw error;
      return [wrong(`名册文件损坏：${error.message}`, error.advice)];
    }
  },
});

function describe(current: RosterVersion | null): Finding {
  if (!current) return wrong('还没有名册', '运行 npm run roster -- import 名册.xlsx');
  return fine(`第 ${current.version} 版，${sizeOf(current.roster)}`);
}

async function earlierDamage({ config }: Premises): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for await (const { file, problem, advice } of verifyRosters(config.dataFolder))
    found.push(warning(`以前的名册文件损坏：${file}：${problem}`, advice));
  return found;
}
