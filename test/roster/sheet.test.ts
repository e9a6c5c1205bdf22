import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { readSheet } from '../../src/roster/sheet.ts';
import { SheetError } from '../../src/roster/sheet-error.ts';

// 姓名;账号;单位 / 王𠮷䶮;wangyan;县教育局 as Chinese Excel saves it; 𠮷 takes four bytes in GB18030.
const GB18030 = '0NXD+zvVy7rFO7WlzrsNCs31lTSyNf6fO3dhbmd5YW47z9i9zNP9vtYNCg==';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roster-sheet-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array) {
  const file = join(folder, name);
  await writeFile(file, content);
  return (await readSheet(file)).map(({ cells }) => [...cells]);
}

const workbook = (...sheets: (string | number | null)[][][]) =>
  writeXlsx(
    sheets.map((rows, index) => ({
      data: rows.map((row) => row.map((value) => (value === null ? null : { value }))),
      sheet: `表${index + 1}`,
    })),
  ).toBuffer();

describe('a CSV file', () => {
  const expected = [
    ['姓名', '账号', '单位'],
    ['张三', 'zhangsan', '县教育局'],
  ];

  it('is read as UTF-8 with and without a byte order mark', async () => {
    const text = '姓名,账号,单位\r\n张三,zhangsan,县教育局\r\n';
    expect(await read('plain.csv', text)).toEqual(expected);
    expect(await read('marked.csv', `\uFEFF${text}`)).toEqual(expected);
  });

  it('is read as GB18030, rare characters included', async () => {
    expect(await read('gb.csv', Buffer.from(GB18030, 'base64'))).toEqual([
      ['姓名', '账号', '单位'],
      ['王𠮷䶮', 'wangyan', '县教育局'],
    ]);
  });

  it('is read as the UTF-16 that Excel calls Unicode text', async () => {
    const text = '\uFEFF姓名\t账号\t单位\r\n张三\tzhangsan\t县教育局\r\n';
    expect(await read('unicode.txt', Buffer.from(text, 'utf16le'))).toEqual(expected);
  });

  it.each([',', ';', '\t'])('may be delimited by %j', async (delimiter) => {
    const text = expected.map((cells) => cells.join(delimiter)).join('\n');
    expect(await read('delimited.csv', text)).toEqual(expected);
  });

  it('keeps delimiters, quotes and line breaks inside quotes', async () => {
    const rows = await read('quotes.csv', '姓名,账号,单位\n张三,a,"县委,""政府""\n办公室"\n');
    expect(rows[1]).toEqual(['张三', 'a', '县委,"政府"\n办公室']);
  });

  it('numbers rows as Excel does, empty lines counted', async () => {
    const file = join(folder, 'gaps.csv');
    await writeFile(file, '名册\n\n姓名,账号,单位\n\n张三,a,b\n');
    expect((await readSheet(file)).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
  });

  it('is refused with advice when a quote never closes', async () => {
    await expect(read('open.csv', '姓名,账号,单位\n"张三,a,b\n')).rejects.toThrow('引号不成对');
  });

  it('is refused with advice when its bytes are no text', async () => {
    await expect(read('bytes.csv', Buffer.from([0xff, 0x00, 0xff, 0x81]))).rejects.toThrow('CSV UTF-8');
  });
});

describe('an .xlsx file', () => {
  it('is read cell by cell, empty rows counted', async () => {
    const book = await workbook([['云溪县名册'], [], ['姓名', '账号', '单位'], ['张三', 'zhangsan', null]]);
    const rows = await read('book.xlsx', book);
    expect(rows.map((cells) => cells.slice(0, 3))).toEqual([
      ['云溪县名册', '', ''],
      ['', '', ''],
      ['姓名', '账号', '单位'],
      ['张三', 'zhangsan', ''],
    ]);
  });

  it('keeps every digit of an account that Excel holds as a number', async () => {
    const book = await workbook([
      ['姓名', '账号'],
      ['张三', 13_900_000_001],
    ]);
    expect((await read('digits.xlsx', book))[1]).toEqual(['张三', '13900000001']);
  });

  it('may have the roster on a later sheet', async () => {
    const book = await workbook([['填表说明']], [['姓名', '账号'], ['张三']]);
    expect((await read('second.xlsx', book))[0]).toEqual(['姓名', '账号']);
  });

  it.each([
    ['not a workbook', Buffer.from('hello')],
    ['an old .xls in disguise', Buffer.from('d0cf11e0a1b11ae100000000', 'hex')],
    ['a zip of something else', Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex')],
  ])('is refused with advice when it is %s', async (_, bytes) => {
    await expect(read('bad.xlsx', bytes)).rejects.toThrow('打不开这个表格');
  });

  it('is refused with advice when it is cut off', async () => {
    const book = await workbook([['姓名', '账号']]);
    await expect(read('cut.xlsx', book.subarray(0, book.length / 2))).rejects.toThrow(SheetError);
  });
});

describe('a file that is no sheet', () => {
  it('is refused by what it is called, when empty, when missing, and when it is a folder', async () => {
    await expect(read('名册.docx', 'x')).rejects.toThrow('不认识这种文件');
    await expect(read('empty.csv', '')).rejects.toThrow('文件是空的');
    await expect(readSheet(join(folder, 'nowhere.csv'))).rejects.toThrow('找不到或打不开文件');
    await expect(readSheet(folder)).rejects.toThrow('这不是文件');
  });

  it('is refused when it is far larger than any roster', async () => {
    await expect(read('huge.csv', Buffer.alloc(20 * 1024 * 1024 + 1, 0x2c))).rejects.toThrow('20 MB');
  });
});
