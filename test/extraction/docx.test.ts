import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../src/extraction/contents.ts';
import { DEFAULT_LIMITS } from '../../src/extraction/limits.ts';
import type { FileContents } from '../../src/records/records.ts';
import {
  docxOf,
  wordParagraph,
  wordParts,
  wordPicture,
  wordTable,
  wordXml,
  zipOf,
} from '../support/sent-files.ts';

const PICTURE = { name: 'word/media/picture.png', content: '\x89PNG', stored: true } as const;

const read = (content: Uint8Array, limits = {}): Promise<FileContents> =>
  contentsOf(content, { ...DEFAULT_LIMITS, ...limits });

const textIn = async (body: string): Promise<string> => {
  const contents = await read(docxOf(body));
  return contents.kind === 'text' ? contents.text : contents.kind;
};

const run = (inner: string): string => `<w:p><w:r>${inner}</w:r></w:p>`;

describe('hazard 8: an honest docx', () => {
  it('gives its paragraphs, its table and what stands after the picture', async () => {
    const body = [
      wordParagraph('学习体会'),
      wordParagraph('　　一件事交到手上，不看是不是分内，先看群众急不急。'),
      wordPicture(),
      wordTable([
        ['姓名', '单位'],
        ['沈禾', '柳坪村党支部'],
      ]),
      wordParagraph('2014年3月'),
    ].join('');
    expect(await read(docxOf(body, [PICTURE]))).toEqual({
      kind: 'text',
      text: '学习体会\n　　一件事交到手上，不看是不是分内，先看群众急不急。\n\n姓名\t单位\n沈禾\t柳坪村党支部\n2014年3月',
      cut: false,
    });
  });

  it('keeps line breaks and tabs within a paragraph, and cells of several lines in one line', async () => {
    expect(await textIn(wordParagraph('第一行\n第二行'))).toBe('第一行\n第二行');
    expect(await textIn(run('<w:t>时间</w:t><w:tab/><w:t>地点</w:t>'))).toBe('时间\t地点');
    expect(await textIn(wordTable([['上午\n下午', '集中学习']]))).toBe('上午 下午\t集中学习');
  });

  it('takes a word that Word has divided into many runs as one', async () => {
    const runs = [...'群众路线'].map((each) => `<w:r><w:rPr><w:b/></w:rPr><w:t>${each}</w:t></w:r>`).join('');
    expect(await textIn(`<w:p>${runs}</w:p>`)).toBe('群众路线');
  });

  it('leaves out what was deleted, moved away or is an instruction to Word, and keeps what was inserted', async () => {
    const body = `${wordParagraph('标题')}<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>
      <w:del><w:r><w:delText>旧稿</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>原处</w:t></w:r></w:moveFrom>
      <w:ins><w:r><w:t>新稿</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`;
    expect(await textIn(body)).toBe('标题\n新稿');
  });

  it('puts a text box after its paragraph, once, though Word writes it in two ways', async () => {
    const box = `<w:txbxContent>${wordParagraph('框里的话')}</w:txbxContent>`;
    const body = `<w:p><w:r><w:t>前半句</w:t>
      <mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>${box}</mc:Choice>
      <mc:Fallback>${box}</mc:Fallback></mc:AlternateContent><w:t>后半句</w:t></w:r></w:p>${wordParagraph('下一段')}`;
    expect(await textIn(body)).toBe('前半句后半句\n框里的话\n下一段');
    expect(await textIn(`<w:r>${box}</w:r>`)).toBe('框里的话');
  });

  it('is told by what is in it, also when Word has numbered the main part or the XML is UTF-16', async () => {
    const numbered = zipOf(
      wordParts({ name: 'word/document2.xml', content: wordXml(wordParagraph('编了号')) }),
    );
    expect(await read(numbered)).toEqual({ kind: 'text', text: '编了号', cut: false });
    const xml = `\ufeff${wordXml(wordParagraph('宽字符')).replace('UTF-8', 'UTF-16')}`;
    const wide = zipOf(wordParts({ name: 'word/document.xml', content: Buffer.from(xml, 'utf16le') }));
    expect(await read(wide)).toEqual({ kind: 'text', text: '宽字符', cut: false });
  });

  it('of the strict format is read as well', async () => {
    const strict = wordXml(wordParagraph('严格格式')).replace(
      'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
      'http://purl.oclc.org/ooxml/wordprocessingml/main',
    );
    expect(await read(zipOf(wordParts({ name: 'word/document.xml', content: strict })))).toEqual({
      kind: 'text',
      text: '严格格式',
      cut: false,
    });
  });

  it('of photographs alone is a scan of as many pages', async () => {
    const more = { name: 'word/media/image2.jpeg', content: '\xff\xd8\xff' };
    expect(await read(docxOf(wordPicture(), [PICTURE, more]))).toEqual({ kind: 'scan', pages: 2 });
    expect(await read(docxOf(wordParagraph(' ')))).toEqual({ kind: 'text', text: '', cut: false });
  });

  it('longer than is kept is cut, and read no further than needed', async () => {
    const long = wordXml(wordParagraph('学习'.repeat(50)).repeat(10_000)).replace('</w:body>', '</broken>');
    const file = zipOf(wordParts({ name: 'word/document.xml', content: long }));
    expect(await read(file, { characters: 150 })).toEqual({
      kind: 'text',
      text: `${'学习'.repeat(50)}\n${'学习'.repeat(24)}学`,
      cut: true,
    });
    expect(await read(file, { characters: 2_000_000 })).toEqual({ kind: 'unread', why: 'damaged' });
  });
});

describe('hazard 8: XML that means harm in a docx', () => {
  const withMain = (content: string): Buffer => zipOf(wordParts({ name: 'word/document.xml', content }));
  const laughs = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join(
    '',
  );

  it.each([
    ['entities that blow up', `<!DOCTYPE w [<!ENTITY l0 "ha">${laughs}]>${wordXml(wordParagraph('&l9;'))}`],
    [
      'an entity from a file',
      `<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/hostname">]>${wordXml(wordParagraph('&f;'))}`,
    ],
    ['a DOCTYPE, though it does nothing', wordXml(wordParagraph('学习')).replace('\n', '\n<!DOCTYPE w>')],
    ['an entity nobody declared', wordXml(wordParagraph('&nobody;'))],
    ['elements a million deep', wordXml('<w:p>'.repeat(1_000_000))],
    [
      'a hundred thousand attributes',
      wordXml(`<w:p ${Array.from({ length: 100_000 }, (_, at) => `a${at}=""`).join(' ')}/>`),
    ],
    ['an element left open', wordXml('<w:p>')],
    ['the same prefix twice', wordXml('<w:p xmlns:w="a" xmlns:w="b"/>')],
    ['bytes that are no text', `${wordXml('')}`.replace('<w:body>', '\0')],
    ['no XML at all', '学习体会'],
    ['nothing', ''],
  ])('is refused: %s', async (_, content) => {
    expect(await read(withMain(content))).toEqual({ kind: 'unread', why: 'damaged' });
  });

  it('stays within little memory when it is eight million elements', async () => {
    const before = process.memoryUsage().rss;
    expect(await read(docxOf('<w:p/>'.repeat(8_000_000)))).toEqual({ kind: 'text', text: '', cut: true });
    // Read into a tree this takes several gigabytes.
    expect(process.memoryUsage().rss - before).toBeLessThan(500 * 2 ** 20);
  });
});
