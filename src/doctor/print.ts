import { abilitiesOf, setUpOf } from '../wecom/abilities.ts';
import type { WecomConfig } from '../wecom-config.ts';
import type { Examined } from './check.ts';
import type { Finding } from './finding.ts';

/** The findings of a check, one a line and more where there is more to tell. */
export function linesOf({ name, findings }: Examined): readonly string[] {
  return findings.flatMap((finding) => [
    clean(headline(name, finding)),
    ...finding.lines.map((line) => `    ${clean(line)}`),
  ]);
}

function headline(name: string, { level, text, advice }: Finding): string {
  const what = advice === '' ? text : `${text} → ${advice}`;
  switch (level) {
    case 'fine':
      return `✓ ${name}：正常（${text}）`;
    case 'warning':
      return `⚠ ${name}：${what}`;
    case 'wrong':
      return `✗ ${name}：${what}`;
    case 'unset':
      return `– ${name}：没有配置${text === '' ? '' : `（${text}）`}`;
  }
}

// Some of the words come from files and from the network: none may move the cursor or colour the terminal.
const clean = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');

/** How many of each kind, and what to do next. */
export function summaryOf(examined: readonly Examined[]): string {
  const levels = examined.flatMap(({ findings }) => findings.map(({ level }) => level));
  const count = (level: Finding['level']): number => levels.filter((each) => each === level).length;
  const counts = `${count('fine')} 项正常，${count('wrong')} 项要处理，${count('warning')} 项请留意`;
  const next = count('wrong') > 0 ? '请按“→”后面的办法处理，再运行一次 npm run doctor。' : '';
  return `结果：${counts}。${next}`;
}

/** Whether nothing has to be put right. */
export const isHealthy = (examined: readonly Examined[]): boolean =>
  examined.every(({ findings }) => findings.every(({ level }) => level !== 'wrong'));

/** What the county can expect of the way it is connected. */
export function abilityLines(wecom: WecomConfig): readonly string[] {
  const abilities = abilitiesOf(wecom).map(
    ({ what, can, how }) => `    ${can ? '能' : '不能'}${what}：${how}`,
  );
  return [`接法：${setUpOf(wecom)}`, ...abilities];
}
