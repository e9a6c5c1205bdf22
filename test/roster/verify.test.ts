import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/journal/finding.ts';
import { createLogger } from '../../src/log.ts';
import { LiveRoster } from '../../src/roster/live.ts';
import { unseal } from '../../src/roster/snapshot.ts';
import { openRosterStore, RosterDamagedError, verifyRosters } from '../../src/roster/store.ts';
import { everyBitFlipped, everyByteFlipped } from '../support/flips.ts';
import { dataOf, parseWith, person } from './sheets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-verify-'));
});
afterEach(() => rm(folder, { recursive: true }));

const file = (version: number): string => join(folder, 'roster', `000${version}.json`);

/** So many versions, each with one person more than the one before. */
async function imported(versions: number): Promise<void> {
  const people = ['张三', '李四', '王五'].map((name, index) => person(name, `p${index}`));
  for (let count = 1; count <= versions; count++)
    await openRosterStore(folder).import(dataOf(parseWith(...people.slice(0, count))), count);
}

async function findings(): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  for await (const finding of verifyRosters(folder)) found.push(finding);
  return found;
}

/** What the log says while the bot takes the roster at its start. */
async function startLog(): Promise<string> {
  let text = '';
  const log = createLogger('info', {
    write(line) {
      text += line;
    },
  });
  expect((await LiveRoster.open(openRosterStore(folder), log))?.now.people).toHaveLength(3);
  return text;
}

describe('a check of the rosters', () => {
  it('finds nothing where none was imported, and nothing in whole ones', async () => {
    expect(await findings()).toEqual([]);
    await imported(3);
    expect(await findings()).toEqual([]);
    expect(await startLog()).toBe('');
  });

  it('names a version in which any byte has changed', async () => {
    await imported(1);
    const whole = await readFile(file(1));
    for (const changed of everyByteFlipped(whole)) {
      await writeFile(file(1), changed);
      expect(await findings()).toMatchObject([{ file: file(1), problem: '内容和存入时不一样了' }]);
    }
    await expect(openRosterStore(folder).current()).rejects.toThrow(RosterDamagedError);
  });

  it('overlooks no bit', async () => {
    await imported(1);
    const whole = await readFile(file(1));
    const holds = (bytes: Buffer): boolean => {
      try {
        unseal(1, bytes);
        return true;
      } catch {
        return false;
      }
    };
    expect(holds(whole)).toBe(true);
    expect([...everyBitFlipped(whole)].filter(holds)).toEqual([]);
  });

  it('names a damaged newest version with what to do, and following that helps', async () => {
    await imported(3);
    await writeFile(file(3), '{');
    const [found] = await findings();
    expect(found?.advice).toMatch(/从备份恢复.*移出 roster 目录.*再导入一次/);
    await rm(file(3));
    await openRosterStore(folder).import(dataOf(parseWith(person('赵六', 'p3'))), 4);
    expect(await findings()).toEqual([]);
    expect((await openRosterStore(folder).current())?.version).toBe(3);
  });

  it('names earlier versions that are damaged or gone, and the bot starts and tells of them', async () => {
    await imported(3);
    await rm(file(1));
    await writeFile(file(2), '{');
    const found = await findings();
    expect(found).toMatchObject([
      { file: file(1), problem: '文件不见了' },
      { file: file(2), problem: '内容和存入时不一样了' },
    ]);
    for (const { advice } of found) expect(advice).toContain('现在的名册不受影响');
    const log = await startLog();
    expect(log).toContain('0001.json');
    expect(log).toContain('0002.json');
  });

  it('names a folder in the place of a version', async () => {
    await imported(3);
    await rm(file(2));
    await mkdir(file(2));
    expect(await findings()).toMatchObject([{ file: file(2), problem: '是一个文件夹，不是文件' }]);
  });

  it('leaves the draft of a running import alone; the start of the bot removes those that were left', async () => {
    await imported(3);
    await writeFile(join(folder, 'roster', '.left.tmp'), '{');
    expect(await findings()).toEqual([]);
    expect(await readdir(join(folder, 'roster'))).toContain('.left.tmp');
    await startLog();
    expect(await readdir(join(folder, 'roster'))).toEqual(['0001.json', '0002.json', '0003.json']);
  });
});
