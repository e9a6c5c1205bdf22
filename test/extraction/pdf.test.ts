import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { contentsOf } from '../../src/extraction/contents.ts';
import { DEFAULT_LIMITS } from '../../src/extraction/limits.ts';
import type { FileContents } from '../../src/records/records.ts';
import { openBrowser } from '../support/browser.ts';
import { lockedPdf, type PdfLine, pdfFile, pdfOf, pdfStream } from '../support/sent-files.ts';

const read = (content: Uint8Array, limits = {}): Promise<FileContents> =>
  contentsOf(content, { ...DEFAULT_LIMITS, ...limits });

const textOf = async (...pages: readonly (readonly PdfLine[])[]): Promise<string> => {
  const contents = await read(pdfOf(pages));
  return contents.kind === 'text' ? contents.text : contents.kind;
};

/** Lines of a page set in columns of 35 letters of 12 points, one under the other; ones that begin with 　 are set in. */
const page = (...texts: readonly string[]): PdfLine[] =>
  texts.map((text, at) => ({
    x: text.startsWith('　') ? 96 : 72,
    y: 760 - 24 * at,
    text: text.replace('　', ''),
  }));

const FULL = '一件事交到手上，不看是不是分内，先看群众急不急，群众跑一趟能办成的，绝不';
const NEXT = '让人跑第二趟，坐下来多听几句，难事先记下来，能办的当天就办，一时办不了的';
const SHORT = '就说清楚什么时候办。';

describe('hazard 8: an honest pdf', () => {
  it('gives its paragraphs, however its lines were broken', async () => {
    const text = await textOf(
      page('　　　　　学习体会', `　${FULL.slice(2)}`, NEXT, SHORT, '　第二段，到此为止。'),
    );
    expect(text).toBe(`学习体会\n${FULL.slice(2)}${NEXT}${SHORT}\n第二段，到此为止。`);
  });

  it('goes on over the end of a page, and leaves out the number of the page', async () => {
    expect(await textOf(page(FULL, '— 1 —'), page(`${SHORT}`, '第 2 页 共 2 页'))).toBe(FULL + SHORT);
    expect(await textOf(page(FULL, '1'), page(`　${NEXT.slice(2)}`, '2'))).toBe(`${FULL}\n${NEXT.slice(2)}`);
  });

  it('keeps lines that were ended on purpose: lists, verse, a heading in larger letters', async () => {
    expect(await textOf(page('一、听', '二、说', '三、办'))).toBe('一、听\n二、说\n三、办');
    const heading = { x: 72, y: 760, text: '在心里装着群众办事情要先听后说再办一办', size: 24 };
    expect(await textOf([heading, { x: 72, y: 730, text: FULL }])).toBe(`${heading.text}\n${FULL}`);
  });

  it('keeps paragraphs that only a wider gap divides', async () => {
    const [first, second, third] = page(FULL, NEXT, FULL);
    const lines = [first, second, third].flatMap((line, at) =>
      line ? [{ ...line, y: line.y - (at === 2 ? 24 : 0) }] : [],
    );
    expect(await textOf(lines)).toBe(`${FULL}${NEXT}\n${FULL}`);
  });

  it('has spaces between the words of other languages, and puts a divided one together', async () => {
    const line = (text: string, at: number) => ({ x: 72, y: 760 - 24 * at, text });
    const lines = [
      'We serve the people of this county as well as we',
      'can, and say so openly: it is impor-',
      'tant to us.',
    ];
    expect(await textOf(lines.map(line))).toBe(
      'We serve the people of this county as well as we can, and say so openly: it is important to us.',
    );
  });

  it('has no spaces between Chinese characters but those somebody meant', async () => {
    const apart = [...'为群众办事'].map((text, at) => ({ x: 72 + 18 * at, y: 700, text }));
    expect(await textOf(apart)).toBe('为群众办事');
    const padded = [
      { x: 72, y: 700, text: '为 ' },
      { x: 84, y: 700, text: '群众' },
    ];
    expect(await textOf(padded)).toBe('为群众');
    const columns = ['姓名', '单位'].map((text, at) => ({ x: 72 + 96 * at, y: 700, text }));
    expect(await textOf(columns)).toBe('姓名 单位');
    const words = ['We', 'Com'].map((text, at) => ({ x: 72 + 28 * at, y: 700, text }));
    expect(await textOf(words)).toBe('We Com');
    expect(await textOf([{ x: 72, y: 700, text: '用 WeCom 办事' }])).toBe('用 WeCom 办事');
  });

  it('has characters where its maker wrote radicals, and its punctuation as it was', async () => {
    expect(await textOf([{ x: 72, y: 700, text: '⼼⾥装着⼈⺠，⻓（⻘⻛）：⻝' }])).toBe(
      '心里装着人民，长（青风）：食',
    );
  });

  it('may use fonts that are not in it, by their GBK codes', async () => {
    const pdf = pdfOf([[{ x: 72, y: 700, text: '为群众办事，先听群众说。' }]], { encoding: 'GBK-EUC-H' });
    expect(await read(pdf)).toEqual({ kind: 'text', text: '为群众办事，先听群众说。', cut: false });
  });

  it('printed by a browser comes back as it was written', async () => {
    const paragraphs = Array.from(
      { length: 40 },
      (_, at) => `${at + 1}、${FULL.repeat(1 + (at % 4))}${SHORT}长青风食，民心。`,
    );
    const pdf = await printed(paragraphs);
    expect(await read(pdf)).toEqual({
      kind: 'text',
      text: ['心里装着人民', ...paragraphs].join('\n'),
      cut: false,
    });
  });
});

/** With a title and the first line of each paragraph set in, as essays are. */
async function printed(paragraphs: readonly string[]): Promise<Buffer> {
  await using browser = await openBrowser();
  const tab = await browser.newPage();
  await tab.setContent(
    `<body style="font: 16px/1.8 'Noto Sans S Chinese', sans-serif"><h1 style="text-align: center">心里装着人民</h1>${paragraphs
      .map((text) => `<p style="text-indent: 2em; margin: 0; text-align: justify">${text}</p>`)
      .join('')}</body>`,
  );
  return await tab.pdf({
    format: 'A4',
    margin: { top: '2cm', bottom: '2cm', left: '2.5cm', right: '2.5cm' },
  });
}

describe('hazard 8: a pdf that is not read', () => {
  const HONEST = pdfOf([page(FULL, SHORT)]);

  it('is a scan when no page has text: empty pages, a page that is one picture', async () => {
    expect(await read(pdfOf([[], [], []]))).toEqual({ kind: 'scan', pages: 3 });
    expect(await read(scanned())).toEqual({ kind: 'scan', pages: 1 });
    expect(await read(pdfOf([[{ x: 72, y: 700, text: '  ' }]]))).toEqual({ kind: 'scan', pages: 1 });
  });

  it('is encrypted when a password is asked for, and read when it opens without', async () => {
    expect(await read(await lockedPdf(HONEST, 'sunflower'))).toEqual({ kind: 'unread', why: 'encrypted' });
    expect(await read(await lockedPdf(HONEST, ''))).toEqual({ kind: 'text', text: FULL + SHORT, cut: false });
  });

  it.each([0.99, 0.9, 0.5, 0.1])('is damaged when only %d of it arrived', async (share) => {
    expect(await read(HONEST.subarray(0, HONEST.length * share))).toEqual({ kind: 'unread', why: 'damaged' });
  });

  it('is damaged when there is nothing in it', async () => {
    expect(await read(Buffer.from('%PDF-1.7\n%%EOF\n'))).toEqual({ kind: 'unread', why: 'damaged' });
    expect(await read(pdfFile(['<< /Type /Catalog >>']))).toEqual({ kind: 'unread', why: 'damaged' });
  });

  it('is damaged when its pages cannot be read, and cut when some cannot', async () => {
    const lost = (pdf: Buffer, from: string, to: string): Buffer =>
      Buffer.from(pdf.toString('latin1').replace(from, to), 'latin1');
    expect(await read(lost(HONEST, '/Kids [7 0', '/Kids [9 9'))).toEqual({ kind: 'unread', why: 'damaged' });
    const two = pdfOf([page(FULL), page(SHORT)]);
    expect(await read(lost(two, ' 9 0 R] /Count', ' 99 0 R]/Count'))).toEqual({
      kind: 'text',
      text: FULL,
      cut: true,
    });
  });

  it('may be padded after its end', async () => {
    const padded = Buffer.concat([HONEST, Buffer.alloc(1_000)]);
    expect(await read(padded)).toEqual({ kind: 'text', text: FULL + SHORT, cut: false });
  });

  it('of 5,000 pages is read as far as page 500', async () => {
    const pages = Array.from({ length: 5_000 }, (_, at) => [{ x: 72, y: 700, text: `第${at + 1}篇。` }]);
    const contents = await read(pdfOf(pages));
    expect(contents).toMatchObject({ kind: 'text', cut: true });
    expect(contents).toMatchObject({ text: expect.stringMatching(/^第1篇。\n.*\n第500篇。$/s) });
    expect(await read(pdfOf(Array.from({ length: 5_000 }, () => [])))).toEqual({
      kind: 'scan',
      pages: 5_000,
    });
  });

  it('is cut at as many characters as are kept, though one page holds them', async () => {
    const long = await read(pdfOf([page(FULL, NEXT, SHORT)]), { characters: 50 });
    expect(long).toEqual({ kind: 'text', text: (FULL + NEXT).slice(0, 50), cut: true });
  });

  it('is cut as well when little is left of the part of a page that was looked at', async () => {
    const unseen = pdfOf([[{ x: 72, y: 760, text: `学${'\u200b'.repeat(100)}习` }]]);
    expect(await read(unseen)).toEqual({ kind: 'text', text: '学习', cut: false });
    expect(await read(unseen, { characters: 20 })).toEqual({ kind: 'text', text: '学', cut: true });
  });

  it('that claims two thousand million pages has those that are there', async () => {
    const claim = HONEST.toString('latin1').replace('/Count 1 ', '/Count 2000000000 ');
    expect(await read(Buffer.from(claim, 'latin1'))).toMatchObject({ kind: 'text', text: FULL + SHORT });
  });

  it.each([
    ['a page that inflates to 600 megabytes, twice packed', inflating(600)],
    ['forms in forms, ten to the twelfth of them', nested(12)],
  ])('is too large when it blows up: %s', async (_, pdf) => {
    expect(pdf.length).toBeLessThan(10_000);
    const before = process.memoryUsage().rss;
    expect(await read(pdf, { megabytes: 128 })).toEqual({ kind: 'unread', why: 'too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(300 * 2 ** 20);
  });
});

const PAGES = ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'];
const pageWith = (resources: string): string =>
  `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << ${resources} >> >>`;

/** A grey picture of one dot over the whole page. */
function scanned(): Buffer {
  const picture =
    '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 ';
  const drawing = pdfStream('q 595 0 0 842 0 0 cm /X Do Q');
  return pdfFile([...PAGES, pageWith('/XObject << /X 5 0 R >>'), drawing, pdfStream('\x80', picture)]);
}

function inflating(megabytes: number): Buffer {
  const once = deflateSync(Buffer.alloc(megabytes * 2 ** 20, 'q Q '));
  const content = deflateSync(once).toString('latin1');
  return pdfFile([...PAGES, pageWith(''), pdfStream(content, '/Filter [/FlateDecode /FlateDecode] ')]);
}

function nested(levels: number): Buffer {
  const forms = Array.from({ length: levels }, (_, at) =>
    pdfStream(
      '/X Do '.repeat(10),
      `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X ${6 + at} 0 R >> >> `,
    ),
  );
  return pdfFile([...PAGES, pageWith('/XObject << /X 5 0 R >>'), pdfStream('/X Do'), ...forms]);
}
