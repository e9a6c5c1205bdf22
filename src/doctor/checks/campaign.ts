import type { Loaded } from '../../campaign/load.ts';
import type { Check } from '../check.ts';
import { type Finding, fine, wrong } from '../finding.ts';
import type { Premises } from '../premises.ts';

export const campaign = (premises: Premises): Check => ({
  name: '活动文件',
  run: async () => [describe(premises.config.campaignFile, await premises.campaign())],
});

function describe(file: string, loaded: Loaded | undefined): Finding {
  if (!loaded) return wrong(`读不到 ${file}`, '检查 .env 里的 CAMPAIGN');
  if (loaded.ok) {
    const { title, start, end, requirements } = loaded.campaign;
    return fine(`${title}，${start} 至 ${end}，${requirements.length} 条要求`);
  }
  const { mistakes } = loaded;
  const lines = mistakes.map(
    (mistake) => `${mistake.file}:${mistake.line}  ${mistake.problem}。可填：${mistake.allowed}`,
  );
  return wrong(`有 ${mistakes.length} 处要改`, '按下面各行修改，再用 npm run check 核对', lines);
}
