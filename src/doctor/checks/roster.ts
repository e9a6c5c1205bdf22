import { sizeOf } from '../../roster/report.ts';
import { RosterDamagedError, type RosterVersion } from '../../roster/store.ts';
import type { Check } from '../check.ts';
import { type Finding, fine, wrong } from '../finding.ts';
import type { Premises } from '../premises.ts';

export const roster = (premises: Premises): Check => ({
  name: '名册',
  async run() {
    try {
      return [describe(await premises.roster())];
    } catch (error) {
      if (!(error instanceof RosterDamagedError)) throw error;
      return [wrong(`名册文件损坏：${error.message}`, '从备份恢复这个文件，或者重新导入名册')];
    }
  },
});

function describe(current: RosterVersion | null): Finding {
  if (!current) return wrong('还没有名册', '运行 npm run roster -- import 名册.xlsx');
  return fine(`第 ${current.version} 版，${sizeOf(current.roster)}`);
}
