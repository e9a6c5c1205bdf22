import {
  appendFile,
  mkdir,
  open as openFile,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeDisk } from '../../src/journal/disk.ts';
import { openJournal } from '../../src/journal/embedded.ts';
import { bodyOf, FIRST_SEAL, sealLine } from '../../src/journal/line.ts';
import { confirmRepairs, unseenRepairs } from '../../src/journal/repairs.ts';
import { createLogger } from '../../src/log.ts';
import {
  causes,
  checkIn,
  dataFolder,
  open,
  reopen,
  SEGMENT,
  SILENT,
  segmentIn,
  written,
} from './fixtures.ts';

/** Sealed lines as the journal writes them. */
function lines(bodies: readonly string[]): string[] {
  let seal = FIRST_SEAL;
  return bodies.map((body, index) => {
    const line = sealLine(body, index + 1, seal);
    seal = line.seal;
    return line.text;
  });
}

const bodies = (...names: string[]): string[] => names.map((cause) => bodyOf(checkIn(cause)));

async function given(content: string | Buffer) {
  const folder = await dataFolder();
  await mkdir(join(folder, 'journal'));
  await writeFile(segmentIn(folder), content);
  return { folder, file: segmentIn(folder) };
}

const refusalOf = (folder: string, options = {}): Promise<unknown> =>
  open(folder, options).then(
    () => 'it opened',
    (error: unknown) => error,
  );

describe('a torn last line', () => {
  const [one = '', two = '', three = ''] = lines(bodies('m1', 'm2', 'm3'));

  it.each([
    ['half a line', three.slice(0, 100)],
    ['a line without the end of its seal', three.slice(0, -4)],
    ['a character cut in the middle', Buffer.from('{"v":2,"n":3,"cause":"县').subarray(0, -1)],
    ['zeros where the disk had no time for the line', Buffer.alloc(5000)],
  ])('is cut off and a copy kept: %s', async (_, torn) => {
    const folder = await written(['m1', 'm2']);
    const file = segmentIn(folder);
    await appendFile(file, torn);
    const { journal, commits } = await reopen(folder);
    expect(commits.map(({ cause }) => cause)).toEqual(['m1', 'm2']);
    expect(await readFile(file, 'utf8')).toBe(one + two);
    expect(await readFile(`${file}.torn-1`)).toEqual(Buffer.from(torn));
    const { repairs } = await journal.health();
    expect(repairs).toHaveLength(1);
    expect(repairs[0]).toContain(`${SEGMENT} 最后一行没有写完`);
    await journal.commit(checkIn('m3'));
    expect(await causes(folder)).toEqual(['m1', 'm2', 'm3']);
  });

  it('is told at every start until somebody has seen it', async () => {
    const folder = await written(['m1']);
    await appendFile(segmentIn(folder), 'x');
    for (let start = 0; start < 3; start++) {
      const journal = await open(folder);
      expect((await journal.health()).repairs).toHaveLength(1);
      await journal.close();
    }
    await confirmRepairs(folder, nodeDisk);
    expect((await (await open(folder)).health()).repairs).toEqual([]);
  });

  it('is told in the log, without what people wrote', async () => {
    const folder = await written(['m1']);
    await appendFile(segmentIn(folder), two.slice(0, -10));
    const logged: string[] = [];
    const log = createLogger('info', { write: (text) => logged.push(text) });
    await (await openJournal({ folder, log, each: () => {} })).close();
    expect(logged.join('')).toContain('最后一行没有写完');
    expect(logged.join('')).not.toContain('lin.xiaoyu');
  });

  it('torn twice keeps both copies', async () => {
    const folder = await written(['m1']);
    const file = segmentIn(folder);
    for (const rest of ['first', 'x']) {
      await appendFile(file, rest);
      await (await open(folder)).close();
    }
    expect(await readFile(`${file}.torn-2`, 'utf8')).toBe('x');
  });

  it('may be all there is', async () => {
    const folder = await written([]);
    await writeFile(segmentIn(folder), one.slice(0, 50));
    const journal = await open(folder);
    await journal.commit(checkIn('m3'));
    expect(await causes(folder)).toEqual(['m3']);
  });

  it('is not cut off where it had been confirmed: that is damage', async () => {
    const folder = await written(['m1', 'm2']);
    const file = segmentIn(folder);
    await truncate(file, Buffer.byteLength(one) + 100);
    expect(await refusalOf(folder)).toMatchObject({ name: 'JournalDamagedError', file });
    expect(await readdir(join(folder, 'journal'))).not.toContain(`${SEGMENT}.torn-1`);
  });
});

describe('a last line that lacks only its newline', () => {
  it.each([
    ['missing', ''],
    ['damaged', '\v'],
  ])('is whole, and is ended again: %s', async (_, newline) => {
    const folder = await written(['m1', 'm2']);
    const file = segmentIn(folder);
    const content = await readFile(file, 'utf8');
    await writeFile(file, content.slice(0, -1) + newline);
    const { journal, commits } = await reopen(folder);
    expect(commits.map(({ cause }) => cause)).toEqual(['m1', 'm2']);
    expect(await readFile(file, 'utf8')).toBe(content);
    expect((await journal.health()).repairs[0]).toContain('缺少换行符');
    await journal.commit(checkIn('m3'));
    expect(await causes(folder)).toEqual(['m1', 'm2', 'm3']);
  });
});

describe('damage', () => {
  const whole = lines(bodies('m1', 'm2', 'm3', 'm4'));
  const [one = '', two = '', three = '', four = ''] = whole;

  it.each([
    ['a changed character', [one, two.replace('现场', '线上'), three, four]],
    ['a changed seal', [one, two.replace(/.("}\n)$/, '-$1'), three, four]],
    ['half a line in the middle', [one, `${two.slice(0, 80)}\n`, three, four]],
    ['zeros in the middle', [one, '\0\0\0\n', three, four]],
    ['an empty line in the middle', [one, '\n', two, three, four]],
    ['a missing line', [one, three, four]],
    ['a doubled line', [one, one, two, three, four]],
    ['two lines in each other’s place', [one, three, two, four]],
    ['a lost newline', [one, two.trimEnd(), three, four]],
    ['a line from another journal', [one, sealLine(bodyOf(checkIn('m2')), 2, FIRST_SEAL).text, three, four]],
  ])('is refused with file and line, and nothing is touched: %s', async (_, content) => {
    const { folder, file } = await given(content.join(''));
    const refusal = await refusalOf(folder);
    expect(refusal).toMatchObject({ name: 'JournalDamagedError', file, line: 2 });
    expect(String(refusal)).toContain(`${file}:2: `);
    expect(await readFile(file, 'utf8')).toBe(content.join(''));
  });

  it('in the last line, which ended in its newline, is not taken for a torn line', async () => {
    const { folder, file } = await given(one + two.replace('现场', '线上'));
    expect(await refusalOf(folder)).toMatchObject({ name: 'JournalDamagedError', file, line: 2 });
  });

  it('says which lines are missing at the end', async () => {
    const folder = await written(['m1', 'm2', 'm3']);
    await writeFile(segmentIn(folder), one);
    expect(String(await refusalOf(folder))).toContain('末尾缺少 2 行');
  });

  it.each(['an empty file', 'no file at all'])('is all that is left of a journal: %s', async (left) => {
    const folder = await written(['m1', 'm2', 'm3']);
    if (left === 'an empty file') await truncate(segmentIn(folder), 0);
    else await rm(segmentIn(folder));
    expect(String(await refusalOf(folder))).toContain('末尾缺少 3 行');
  });

  it('is a whole journal in another one’s place', async () => {
    const folder = await written(['m1', 'm2']);
    await writeFile(segmentIn(folder), lines(bodies('x1', 'x2', 'x3')).join(''));
    expect(await refusalOf(folder)).toMatchObject({ name: 'JournalDamagedError', line: 2 });
  });

  it.each([
    ['missing', async (path: string) => rm(path)],
    ['emptied', async (path: string) => truncate(path, 0)],
    ['cut short', async (path: string) => truncate(path, 700)],
  ])('is a segment in the middle that is %s', async (_, harm) => {
    const folder = await written(['m1', 'm2', 'm3', 'm4', 'm5', 'm6'], { segmentBytes: 1000 });
    await harm(segmentIn(folder, '000002.jsonl'));
    const refusal = await refusalOf(folder, { segmentBytes: 1000 });
    expect(refusal).toMatchObject({ name: 'JournalDamagedError', file: segmentIn(folder, '000002.jsonl') });
  });

  it.each([
    ['a newer version of the line', '{"v":9,'],
    ['a newer kind of record', '"kind":"moon.landed"'],
  ])('is not what a newer program wrote: it says to upgrade: %s', async (_, newer) => {
    const text = newer.startsWith('{')
      ? one.replace('{"v":2,', newer)
      : one.replace('"kind":"attended"', newer);
    const { hash } = await import('node:crypto');
    const body = text.slice(0, -'0123456789012345678901"}\n'.length);
    const seal = hash('sha256', `${FIRST_SEAL}"}\n${body}`, 'base64url').slice(0, 22);
    const { folder } = await given(`${body}${seal}"}\n`);
    expect(String(await refusalOf(folder))).toContain('请升级程序');
  });

  it('is found when a single commit is looked up later, too', async () => {
    const folder = await written([]);
    const journal = await open(folder);
    for (const cause of ['m1', 'm2']) await journal.commit(checkIn(cause));
    const file = await openFile(segmentIn(folder), 'r+');
    await file.write('线', two.length > 0 ? Buffer.byteLength(one) + 300 : 0);
    await file.close();
    await expect(journal.find('m2')).rejects.toMatchObject({ name: 'JournalDamagedError' });
  });

  it('leaves the folder free for a start after the repair', async () => {
    const { folder, file } = await given(`x\n${one}`);
    expect(await refusalOf(folder)).toMatchObject({ line: 1 });
    await writeFile(file, one);
    await open(folder);
    expect(await causes(folder)).toEqual(['m1']);
  });
});

describe('the note of how far the journal goes', () => {
  it.each([
    ['missing', async (path: string) => rm(path)],
    ['damaged', async (path: string) => writeFile(path, 'x')],
  ])('is written anew from the journal, and that is told: %s', async (_, harm) => {
    const folder = await written(['m1', 'm2']);
    await harm(join(folder, 'journal', 'head.json'));
    const { journal, commits } = await reopen(folder);
    expect(commits).toHaveLength(2);
    expect((await journal.health()).repairs[0]).toContain('head.json');
    await journal.close();
    await confirmRepairs(folder, nodeDisk);
    expect((await (await open(folder)).health()).repairs).toEqual([]);
  });

  it('that lags behind, as after a kill, is no damage', async () => {
    const folder = await written(['m1', 'm2']);
    const head = join(folder, 'journal', 'head.json');
    const before = await readFile(head);
    const journal = await open(folder);
    await journal.commit(checkIn('m3'));
    await journal.close();
    await writeFile(head, before);
    const { journal: again, commits } = await reopen(folder);
    expect(commits).toHaveLength(3);
    expect((await again.health()).repairs).toEqual([]);
  });
});

it('leaves alone what is no part of the journal', async () => {
  const folder = await written(['m1']);
  await writeFile(segmentIn(folder, '说明.txt'), 'notes of the clerk');
  expect((await reopen(folder)).commits).toHaveLength(1);
});

it('refuses the folder of an early version in words, and touches nothing in it', async () => {
  const folder = await dataFolder();
  await mkdir(join(folder, 'ledger'));
  expect(String(await refusalOf(folder))).toContain('早先的试用版');
  expect(await readdir(folder)).toEqual(['ledger']);
});

/** Two segments of a line each: short ones, for every byte of them is a start of its own. */
const SHORT = ['m1', 'm2'].map((cause) => checkIn(cause, { outbox: [] }));

describe('every byte of a small journal', () => {
  it('that is changed is found and named, or repaired with notice: none passes in silence', async () => {
    const folder = await dataFolder();
    const journal = await open(folder, { segmentBytes: 1 });
    for (const commit of SHORT) await journal.commit(commit);
    await journal.close();
    const outcomes = new Set<string>();
    for (const name of await readdir(join(folder, 'journal'))) {
      const path = segmentIn(folder, name);
      const content = await readFile(path);
      for (const at of content.keys()) {
        const flipped = Buffer.from(content);
        flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
        await writeFile(path, flipped);
        outcomes.add(await outcomeOf(folder));
        await writeFile(path, content);
      }
    }
    expect([...outcomes].sort()).toEqual(['named', 'repaired']);
  });
});

/** What becomes of a start. */
async function outcomeOf(folder: string): Promise<string> {
  const commits: unknown[] = [];
  try {
    const each = (commit: unknown): void => void commits.push(commit);
    const journal = await openJournal({ folder, log: SILENT, each, segmentBytes: 1 });
    await journal.close();
    expect(commits).toMatchObject(SHORT);
    const repairs = await unseenRepairs(folder, nodeDisk);
    await confirmRepairs(folder, nodeDisk);
    return repairs.length > 0 ? 'repaired' : 'silent';
  } catch (error) {
    if (error instanceof Error && error.name === 'JournalDamagedError') return 'named';
    throw error;
  }
}
