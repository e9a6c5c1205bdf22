import { type Document, isMap, isPair, isScalar, type LineCounter, type Node } from 'yaml';
import { type ZodError, z } from 'zod';
import { nearest } from '../wording/nearest.ts';

/** Something wrong in a file a clerk wrote: where, what, and what would be right. */
export interface Mistake {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Where inside the file, `requirements[2].by`. */
  readonly place: string;
  readonly problem: string;
  readonly allowed: string;
}

type Path = readonly PropertyKey[];
type Issue = ZodError['issues'][number];

const chinese = z.locales.zhCN().localeError;

/** Parses with messages in Chinese. */
export const inChinese = { error: chinese };

const placeOf = (path: Path): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part + 1}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

/** Finds lines in a YAML file by path; what is not there is found at its parent's line. */
export class YamlPlaces {
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(document: Document, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  lineOf(path: Path): number {
    for (let length = path.length; length >= 0; length--) {
      const node = this.#document.getIn(path.slice(0, length), true);
      const range = this.#keyRange(path.slice(0, length)) ?? (node as Node | undefined)?.range;
      if (range) return this.#lines.linePos(range[0]).line;
    }
    return 1;
  }

  #keyRange(path: Path): Node['range'] | undefined {
    const parent = this.#document.getIn(path.slice(0, -1), true);
    if (path.length === 0 || !isMap(parent)) return undefined;
    const pair = parent.items.find(
      (item) => isPair(item) && isScalar(item.key) && item.key.value === path.at(-1),
    );
    return pair && isScalar(pair.key) ? pair.key.range : undefined;
  }
}

/** Every issue as a mistake with its line. `allowedKeys` names what may stand where an unknown word was found. */
export function mistakesOf(
  file: string,
  places: YamlPlaces,
  issues: readonly Issue[],
  base: Path = [],
): Mistake[] {
  return issues.flatMap((issue): Mistake[] => {
    const path = [...base, ...issue.path];
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        file,
        line: places.lineOf([...path, key]),
        place: placeOf([...path, key]),
        problem: `不认识的项目“${key}”`,
        allowed: '请删去，或对照样例改成正确的名称',
      }));
    const allowed = issue.code === 'invalid_value' ? issue.values.map(String).join('、') : '';
    const given = issue.code === 'invalid_value' ? suggestion(issue, allowed) : '';
    return [
      {
        file,
        line: places.lineOf(path),
        place: placeOf(path),
        problem: issue.message,
        allowed: given || allowed || '见样例文件',
      },
    ];
  });
}

function suggestion(issue: Issue & { code: 'invalid_value' }, allowed: string): string {
  const near = nearest(String(issue.input ?? ''), issue.values.map(String));
  return near ? `${allowed}（您要写的是不是“${near}”）` : allowed;
}
