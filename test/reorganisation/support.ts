import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rosterCommand } from '../../src/cli/roster.ts';
import type { County } from '../support/county.ts';

const SAMPLE = 'templates/campaigns/roster-sample.csv';

export interface ImportTold {
  readonly code: number;
  readonly text: string;
}

/** Changes the clerk's sheet and imports it with these options, while the bot is running; it goes on with what was taken. */
export async function imports(
  county: County,
  edit: (sheet: string) => string,
  ...options: readonly string[]
): Promise<ImportTold> {
  const file = join(county.folder, 'sheet.csv');
  const before = await readFile(file, 'utf8').catch(() => readFile(SAMPLE, 'utf8'));
  const after = edit(before);
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);
  const order = ['import', file, ...options];
  await writeFile(file, after);
  const code = await rosterCommand(order, { out: say, err: say }, { DATA_DIR: county.folder }, county.clock);
  if (code !== 0) await writeFile(file, before);
  county.minutesPass(1);
  await county.stage.app.tick();
  return { code, text: lines.join('\n') };
}

/** The options that a refusal advises to add. */
export const advised = ({ text }: ImportTold): readonly string[] =>
  [...text.matchAll(/加上：(--\S+) (\S+)$/gm)].flatMap(([, option = '', value = '']) => [option, value]);
