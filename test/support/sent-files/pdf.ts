import { gbkOf } from './gbk.ts';

/** A line of a page; x and y in points from the lower left corner of A4, 595 by 842. */
export interface PdfLine {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size?: number;
}

interface PdfOptions {
  /** GBK-EUC-H: by codes of GBK in a font that is not embedded; otherwise by a map from codes to Unicode. */
  readonly encoding?: 'GBK-EUC-H' | 'Identity-H';
}

/** A pdf in which these lines stand on each page; letters are as wide as they are high. A page without lines is empty. */
export function pdfOf(
  pages: readonly (readonly PdfLine[])[],
  { encoding = 'Identity-H' }: PdfOptions = {},
): Buffer {
  const text = pages
    .flat()
    .map((line) => line.text)
    .join('');
  const fonts = encoding === 'Identity-H' ? mappedFont(text) : gbkFont();
  const hexOf = (line: string): string =>
    encoding === 'Identity-H'
      ? Buffer.from(line, 'utf16le').swap16().toString('hex')
      : gbkOf(line).toString('hex');
  const firstPage = 3 + fonts.length;
  const kids = pages.map((_, at) => `${firstPage + 2 * at} 0 R`).join(' ');
  return pdfFile([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    ...fonts,
    ...pages.flatMap((lines, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${firstPage + 2 * at + 1} 0 R /Resources << /Font << /F 3 0 R >> >> >>`,
      pdfStream(
        lines
          .map(({ x, y, text, size = 12 }) => `BT /F ${size} Tf 1 0 0 1 ${x} ${y} Tm <${hexOf(text)}> Tj ET`)
          .join('\n'),
      ),
    ]),
  ]);
}

/** Objects 3 to 6: the codes are Unicode, and a map says so. */
function mappedFont(text: string): string[] {
  const codes = [...new Set(Buffer.from(text, 'utf16le').swap16().toString('hex').match(/.{4}/g) ?? [])];
  const blocks = Array.from({ length: Math.ceil(codes.length / 100) }, (_, at) =>
    codes.slice(at * 100, at * 100 + 100),
  );
  const map = blocks
    .map(
      (block) =>
        `${block.length} beginbfchar\n${block.map((code) => `<${code}> <${code}>`).join('\n')}\nendbfchar`,
    )
    .join('\n');
  return [
    '<< /Type /Font /Subtype /Type0 /BaseFont /Invented /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 6 0 R >>',
    '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Invented /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 5 0 R /DW 1000 >>',
    FONT_DESCRIPTOR,
    pdfStream(
      `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n1 begincodespacerange <0000> <ffff> endcodespacerange\n${map}\nendcmap end end`,
    ),
  ];
}

/** Objects 3 to 5: a font by name alone, as programs in Chinese offices have used for decades. */
const gbkFont = (): string[] => [
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light-GBK-EUC-H /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>',
  '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 >>',
  FONT_DESCRIPTOR,
];

const FONT_DESCRIPTOR =
  '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>';

export const pdfStream = (content: string, dictionary = ''): string =>
  `<< /Length ${content.length} ${dictionary}>>\nstream\n${content}\nendstream`;

/** A pdf of these objects, numbered from 1; the first is the catalogue. Strings are bytes (latin1). */
export function pdfFile(objects: readonly string[]): Buffer {
  const parts = ['%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'];
  const offsets: number[] = [];
  let length = parts.join('').length;
  for (const [at, object] of objects.entries()) {
    const part = `${at + 1} 0 obj\n${object}\nendobj\n`;
    offsets.push(length);
    parts.push(part);
    length += part.length;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
  );
  return Buffer.from(parts.join(''), 'latin1');
}
