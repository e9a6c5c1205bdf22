import { appendFile, mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLedger } from '../../src/journal/embedded.ts';
import { createLogger } from '../../src/log.ts';
import { BRANCH_FILE, causes, checkIn, dataFolder, open } from './fixtures.ts';

const line = (cause: string, more: object = {}): string =>
  `${JSON.stringify({ v: 1, ...checkIn(cause), ...more })}\n`;

async function given(content: string | Buffer, name = BRANCH_FILE) {
  const folder = await dataFolder();
  await mkdir(join(folder, 'ledger'));
  const file = join(folder, 'ledger', name);
  await writeFile(file, content);
  return { folder, file };
}

describe('a torn last line', () => {
  const whole = line('m1') + line('m2');
  const half = line('m3').slice(0, 100);
  it.each([
    ['half a line', half],
    ['a line that lacks only its newline', line('m3').trimEnd()],
    ['a character cut in the middle', Buffer.from('{"v":1,"unit":"县').subarray(0, -1)],
    ['a last line that is no JSON', '{"v":1,"unit":\n'],
    ['zeros where the disk had no time for the line', Buffer.alloc(5000)],
    ['an empty last line', '\n'],
  ])('is cut off and a copy kept: %s', async (_, torn) => {
    const { folder, file } = await given(Buffer.concat([Buffer.from(whole), Buffer.from(torn)]));
    const ledger = await open(folder);
    expect(await causes(ledger)).toEqual(['m1', 'm2']);
    expect(await readFile(file, 'utf8')).toBe(whole);
    expect(await readFile(`${file}.torn-1`)).toEqual(Buffer.from(torn));
    const { repairs } = await ledger.health();
    expect(repairs).toHaveLength(1);
    expect(repairs[0]).toContain(`${BRANCH_FILE} 第 3 行没有写完`);
    await ledger.commit(checkIn('m3'));
    await ledger.close();
    const again = await open(folder);
    expect(await causes(again)).toEqual(['m1', 'm2', 'm3']);
    expect((await again.health()).repairs).toEqual([]);
  });

  it('is told in the log, without what people wrote', async () => {
    const { folder } = await given(whole + half);
    const lines: string[] = [];
    const log = createLogger('info', { write: (text) => lines.push(text) });
    await (await openLedger({ folder, log })).close();
    expect(lines.join('')).toContain('第 3 行没有写完');
    expect(lines.join('')).not.toContain('lin.xiaoyu');
  });

  it('torn twice keeps both copies', async () => {
    const { folder, file } = await given(whole + half);
    await (await open(folder)).close();
    await appendFile(file, 'x');
    await (await open(folder)).close();
    expect(await readFile(`${file}.torn-2`, 'utf8')).toBe('x');
  });

  it('may be all there is', async () => {
    const { folder } = await given(half);
    const ledger = await open(folder);
    await ledger.commit(checkIn('m3'));
    expect(await causes(ledger)).toEqual(['m3']);
  });
});

it('takes an empty file for an empty ledger', async () => {
  const { folder } = await given('');
  const ledger = await open(folder);
  await ledger.commit(checkIn('m1'));
  expect(await causes(ledger)).toEqual(['m1']);
});

it('repairs a file cut anywhere, down to its whole lines', async () => {
  const content = line('m1') + line('m2');
  const bytes = Buffer.byteLength(content);
  for (let length = 0; length <= bytes; length += 37) {
    const { folder, file } = await given(content);
    await truncate(file, length);
    const ledger = await open(folder);
    expect(await causes(ledger)).toEqual(['m1', 'm2'].slice(0, Math.floor((length / bytes) * 2)));
    await ledger.close();
  }
});

describe('damage', () => {
  const flipped = Buffer.from(line('m2'));
  flipped[flipped.indexOf('林')] = 0xff;
  it.each([
    ['half a line in the middle', `${line('m2').slice(0, 80)}\n`, '不是有效的 JSON'],
    ['zeros in the middle', '\0\0\0\n', '不是有效的 JSON'],
    ['an empty line in the middle', '\n', '不是有效的 JSON'],
    ['a damaged character', flipped, '不是有效的 UTF-8'],
    ['a newer schema', line('m2', { v: 2 }), '行版本为 2'],
    ['no version', '{"cause":"m2"}\n', '没有版本号'],
    ['a bare number', '7\n', '没有版本号'],
    ['an unknown kind of record', line('m2', { records: [{ kind: 'moon.landed' }] }), 'moon.landed'],
    ['a record of the wrong shape', line('m2', { records: [{ kind: 'attended' }] }), '字段 records.0.id'],
    ['another unit’s line', line('m2', { unit: '县农业局' }), '县农业局'],
    ['the same cause twice', line('m1'), 'm1 重复出现'],
  ])('is refused with file and line: %s', async (_, damaged, detail) => {
    const content = Buffer.concat([Buffer.from(line('m1')), Buffer.from(damaged), Buffer.from(line('m3'))]);
    const { folder, file } = await given(content);
    const refusal = await open(folder).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'LedgerDamagedError', file, line: 2 });
    expect(String(refusal)).toContain(`${file}:2: `);
    expect(String(refusal)).toContain(detail);
    expect(await readFile(file)).toEqual(content);
  });

  it.each([
    ['newer schema', { v: 2 }],
    ['unknown kind', { records: [{ kind: 'moon.landed' }] }],
  ])('is not taken for a torn line when the last line is whole: %s', async (_, more) => {
    const { folder, file } = await given(line('m1') + line('m2', more));
    await expect(open(folder)).rejects.toMatchObject({ name: 'LedgerDamagedError', line: 2 });
    expect(await readdir(join(folder, 'ledger'))).toEqual([BRANCH_FILE]);
    expect(await readFile(file, 'utf8')).toContain('m2');
  });

  it('leaves the folder free for a start after the repair', async () => {
    const { folder, file } = await given(`x\n${line('m1')}`);
    await expect(open(folder)).rejects.toThrow('不是有效的 JSON');
    await writeFile(file, line('m1'));
    expect(await causes(await open(folder))).toEqual(['m1']);
  });
});

it('leaves alone what is no ledger', async () => {
  const { folder } = await given('notes of the clerk', '说明.txt');
  expect(await causes(await open(folder))).toEqual([]);
});
