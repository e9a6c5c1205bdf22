import type { Asked } from './identify.ts';
import { optionOf, type Saying } from './told.ts';

const TITLE: Readonly<Record<Saying['kind'], (from: string, to: string) => string>> = {
  rename: (from, to) => `“${from}”不见了，看来改成了“${to}”`,
  merge: (from, to) => `“${from}”不见了，看来并进了“${to}”`,
  split: (from, to) => `“${from}”不见了，看来分成了“${to}”`,
  account: (from, to) => `账号“${from}”不见了，看来换成了“${to}”`,
};

/** What the clerk has to say first, with the reasons for each guess and the options to add to the command. */
export function askedReport({ slips, guesses, unexplained }: Asked): readonly string[] {
  const lines = guesses.flatMap(({ saying, evidence }) => [
    `· ${TITLE[saying.kind](saying.from.join('”“'), saying.to.join('”“'))}。${evidence}`,
    `  如果是，加上：${optionOf(saying)}`,
  ]);
  const options = guesses.map(({ saying }) => optionOf(saying)).join(' ');
  return [
    ...slips.map((slip) => `· ${slip}`),
    ...lines,
    ...unexplainedLines(unexplained),
    ...(guesses.length > 1 ? [`以上都对的话，一并加上：${options}`] : []),
    ...(slips.length > 0
      ? ['下一步：改好这些名称后再导入一次']
      : [
          '下一步：核对后加上这些选项再导入一次，办过的事都跟着走；如果确实是新的、旧的确实没有了，改为加上 --as-new',
        ]),
  ];
}

function unexplainedLines({ vanished, appeared }: Asked['unexplained']): readonly string[] {
  if (vanished.length === 0) return [];
  const names = (titles: readonly string[]): string => titles.map((title) => `“${title}”`).join('、');
  return [
    `· ${names(vanished)}不见了，多出了${names(appeared)}，看不出是不是同一个单位`,
    '  如果有改名、合并、分设的，用 --rename 旧=新、--merge 甲,乙=丙、--split 甲=乙,丙 写明',
  ];
}
