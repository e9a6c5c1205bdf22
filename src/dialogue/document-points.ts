import type { Term } from '../campaign/campaign.ts';

/** All is there, in so many words. */
const ALL =
  /^(?:以上|文件里)?(?:[各两三四五六]项)?(?:都|均|全都?|全部)?已?经?(?:写明|写全|写|齐全|齐)了?[。！!]?$/;

const literal = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether somebody says that every point is there, without going through them. */
export const confirmsAll = (text: string): boolean => ALL.test(text.trim());

/** The points a text states, recognised by their words. */
export function statedIn(text: string, points: readonly Term[]): string[] {
  return points
    .filter(({ name, also }) => [name, ...also].some((word) => text.includes(word)))
    .map(({ name }) => name);
}

/**
 * Answers given point by point: `人员：全体党员 时间：每周五`, or `人员已写明` where the file says it. Undefined when the text
 * does not begin with a point, and so is something else than answers. 学习人员 is as good as 人员.
 */
export function readAnswers(text: string, points: readonly Term[]): ReadonlyMap<string, string> | undefined {
  if (points.length === 0) return undefined;
  if (confirmsAll(text)) return new Map(points.map(({ name }) => [name, text.trim()]));
  const words = new Map(points.flatMap(({ name, also }) => [name, ...also].map((word) => [word, name])));
  const longestFirst = [...words.keys()].sort((a, b) => b.length - a.length).map(literal);
  const label = new RegExp(
    `(?<=^|[\\s，,。；;、])[一-龥]{0,2}?(${longestFirst.join('|')})\\s*(?:[：:]\\s*|\\s|(?=已|有|见|写))`,
    'g',
  );
  const found = [...text.trim().matchAll(label)];
  if (found[0]?.index !== 0) return undefined;
  return new Map(
    found.flatMap((match, index): [string, string][] => {
      const answer = text
        .trim()
        .slice(match.index + match[0].length, found[index + 1]?.index)
        .replace(/[\s，,；;、]+$/, '');
      const name = words.get(match[1] ?? '');
      return name === undefined || answer === '' ? [] : [[name, answer]];
    }),
  );
}
