import { type OpinionRules, WORK } from './opinions.ts';
import type { OpinionsFile } from './schema-opinions.ts';

type Report = (path: readonly PropertyKey[], problem: string, allowed: string) => void;

/** Words that `/意见` itself understands, which would otherwise be taken for a kind of people or a question. */
const RESERVED = new Set([
  ...['匿名', '实名', '查询', '评价', '转', '上报', '报送', '定', '梳辫子', '列表', '帮助', WORK],
]);

const LISTS = ['people', 'questions', 'sources', 'topics'] as const;

/** The section as the rules of the campaign; every word may mean one thing only. */
export function loadOpinions(data: OpinionsFile, mistake: Report): OpinionRules {
  const seen = new Map<string, string>();
  for (const list of LISTS)
    for (const [index, { name, also }] of data[list].entries())
      for (const word of [name, ...also]) {
        const path = ['opinions', list, index];
        if (RESERVED.has(word)) mistake(path, `“${word}”是指令用的词`, '换一个说法');
        else if (/\s/.test(word)) mistake(path, `“${word}”里有空格`, '写成一个词');
        else if (seen.has(word))
          mistake(path, `“${word}”在 ${seen.get(word)} 里已经有了`, '每个词只能有一个意思');
        seen.set(word, list);
      }
  for (const [index, { category }] of data.problems.entries())
    for (const each of category)
      if (data.problems.findIndex((other) => other.category.includes(each)) < index)
        mistake(['opinions', 'problems', index, 'category'], `类别“${each}”已有问题清单`, '同一类别写在一处');
  return data;
}
