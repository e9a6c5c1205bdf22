import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../src/extraction/contents.ts';
import { DEFAULT_LIMITS } from '../../src/extraction/limits.ts';
import type { FileContents } from '../../src/records/records.ts';
import {
  bomb,
  docxOf,
  wordParagraph,
  wordParts,
  wordXml,
  type ZipPart,
  zipOf,
} from '../support/sent-files.ts';

const MAIN: ZipPart = { name: 'word/document.xml', content: wordXml(wordParagraph('学习体会')) };
const READ: FileContents = { kind: 'text', text: '学习体会', cut: false };
const unread = (why: string) => ({ kind: 'unread', why });

const read = (content: Uint8Array, limits = {}): Promise<FileContents> =>
  contentsOf(content, { ...DEFAULT_LIMITS, ...limits });
const readWith = (...more: ZipPart[]): Promise<FileContents> => read(zipOf(wordParts(MAIN, more)));
const readMain = (lie: Partial<ZipPart>): Promise<FileContents> =>
  read(zipOf(wordParts({ ...MAIN, ...lie })));

describe('hazard 8: zip files', () => {
  it('of which all is true are read', async () => {
    expect(await readWith({ name: 'docProps/app.xml', content: '<a/>' })).toEqual(READ);
    expect(await readMain({ stored: true })).toEqual(READ);
  });

  it('that blow up and say so are refused before anything is inflated', async () => {
    const lie = { deflated: bomb(500), declared: 500 * 2 ** 20 };
    expect(lie.deflated.length).toBeLessThan(600_000);
    expect(await readMain(lie)).toEqual(unread('too-large'));
  });

  it('that blow up and say they do not are refused when it shows', async () => {
    expect(await readMain({ deflated: bomb(500), declared: 1_000 })).toEqual(unread('damaged'));
    expect(await readMain({ declared: 10 })).toEqual(unread('damaged'));
    expect(await readMain({ declared: 100_000 })).toEqual(unread('damaged'));
  });

  it('that blow up in what the text does not come from cost nothing', async () => {
    expect(await readWith({ name: 'word/media/image1.png', content: '', deflated: bomb(500) })).toEqual(READ);
    expect(await readWith({ name: 'word/theme/theme1.xml', content: '', deflated: bomb(500) })).toEqual(READ);
  });

  it('are held to what is really inflated, up to the byte', async () => {
    const { length } = Buffer.from(MAIN.content);
    const file = zipOf(wordParts(MAIN));
    expect(await read(file, { inflatedBytes: length })).toEqual(READ);
    expect(await read(file, { inflatedBytes: length - 1 })).toEqual(unread('too-large'));
  });

  it('with 10,000 entries are refused, with 2,000 they are read', async () => {
    const empty = (count: number): ZipPart[] =>
      Array.from({ length: count }, (_, at) => ({ name: `word/media/${at}.png`, content: '' }));
    expect(await readWith(...empty(10_000))).toEqual(unread('too-large'));
    expect(await readWith(...empty(1_996))).toEqual(READ);
    expect(await readWith(...empty(1_997))).toEqual(unread('too-large'));
  });

  it.each(['../../etc/cron.d/job', 'word/../../job', '/etc/cron.d/job', 'C:\\job', 'word\\..\\..\\job'])(
    'with a way out of the archive are refused: %s',
    async (name) => expect(await readWith({ name, content: 'x' })).toEqual(unread('damaged')),
  );

  it.each(['word/document.xml', 'WORD/Document.xml'])(
    'with a part of which there are two are refused: %s',
    async (name) => expect(await readWith({ ...MAIN, name })).toEqual(unread('damaged')),
  );

  it('with a password on what is needed are encrypted', async () => {
    expect(await readMain({ encrypted: true })).toEqual(unread('encrypted'));
  });

  it('with content that is not the one the check sum was made of are damaged', async () => {
    const other = Buffer.from(zipOf(wordParts({ ...MAIN, stored: true })));
    other[other.indexOf('学习体会')] = 0xe4;
    expect(await read(other)).toEqual(unread('damaged'));
  });

  it.each([1, 20, 100, 700])('cut off %d bytes before the end are damaged', async (bytes) => {
    expect(await read(docxOf(wordParagraph('学习体会')).subarray(0, -bytes))).toEqual(unread('damaged'));
  });

  it('that are no Word document are not read, whatever they are called', async () => {
    expect(await read(zipOf([{ name: 'xl/workbook.xml', content: '<workbook/>' }]))).toEqual(
      unread('not-a-document'),
    );
    expect(await read(zipOf([{ name: '体会文章.docx', content: 'x' }]))).toEqual(unread('not-a-document'));
    expect(await read(zipOf([]))).toEqual(unread('not-a-document'));
  });
});
