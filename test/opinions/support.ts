import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type County, openCounty } from '../support/county.ts';

/** The `opinions` section of the tests' campaign, and what it asks of units. */
export const OPINIONS = `
opinions:
  people: [{ name: 干部群众, also: [普通干部群众] }, 服务对象, { name: 老同志, also: [离退休老同志] }, 党外人士]
  questions: [问效, 问怨, 问症, 问策]
  sources: [座谈会, 走访, 访谈, 问卷, 热线, 意见箱]
  topics:
    - { name: 形式主义, words: [走过场, 填表] }
    - { name: 官僚主义, words: [推诿, 态度] }
    - 享乐主义
    - { name: 奢靡之风, also: [奢靡], words: [公款] }
  problems:
    - { category: [机关], items: [庸懒散拖, 推诿扯皮, 门难进] }
  upward: { to: 市活动办, words: [供电公司] }
  limits: { claim: 3, answer: 15, report: 3 }
`;

const REQUIREMENTS = `
  - id: opinions
    title: 意见全部认领
    clause: 试点通知 第四部分
    each: unit
    measure: opinions
    of: { until: claimed }
    min: all
    by: day 30
  - id: opinions-answered
    title: 意见全部答复
    clause: 试点通知 第四部分
    each: unit
    measure: opinions
    of: { until: answered }
    min: all
    by: day 60
  - id: opinions-reported
    title: 意见及时报送督导组
    clause: 试点通知 第四部分
    each: unit
    measure: opinions
    of: { until: reported }
    min: all
    by: day 60
  - id: opinion-ways
    title: 多种方式听意见
    clause: 试点通知 第四部分
    each: unit
    measure: opinion-reach
    of: { across: sources }
    min: 2
    by: day 60
`;

export const withOpinions = (text: string): string => `${text}\n${REQUIREMENTS}${OPINIONS}`;

export const openWithOpinions = (at?: readonly [day: string, time: string]): Promise<County> =>
  openCounty({ campaign: withOpinions, ...(at ? { at } : {}) });

/** The number in a reply. */
export function numberIn(reply: string): string {
  const number = /编号 (\d{4,})/.exec(reply)?.[1];
  if (number === undefined) throw new Error(`no number in: ${reply}`);
  return number;
}

/** The receipt word in a reply. */
export function receiptIn(reply: string): string {
  const word = /\*\*(.{3}-.{3}-.{3})\*\*/u.exec(reply)?.[1];
  if (word === undefined) throw new Error(`no receipt word in: ${reply}`);
  return word;
}

export interface Written {
  readonly path: string;
  readonly text: string;
  readonly modified: number;
}

/** Every file below a folder, whole. */
export async function everyFile(folder: string): Promise<readonly Written[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    names
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        const { mtimeMs } = await stat(path);
        return { path, text: (await readFile(path)).toString('latin1'), modified: mtimeMs };
      }),
  );
}
