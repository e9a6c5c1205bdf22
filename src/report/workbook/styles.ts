import type { Format, Tone } from './workbook.ts';

/** How one cell looks. */
export interface Look {
  readonly part: 'title' | 'note' | 'head' | 'cell';
  readonly format: Format;
  readonly tone: Tone | null;
  /** The text begins like a formula: it is to stay text also when somebody edits the cell. */
  readonly guarded: boolean;
}

/** Numbers of the built-in formats, and of our own from 164 on: ECMA-376 part 1, 18.8.30. */
const FORMATS = { text: 0, amount: 0, count: 1, percent: 9, day: 164, moment: 165 } as const satisfies Record<
  Format,
  number
>;

const FONTS = { title: 1, note: 2, head: 3, cell: 0 } as const satisfies Record<Look['part'], number>;

/** Fills 0 and 1 are spoken for by the format itself. */
const FILLS = { head: 2, met: 3, partly: 4, late: 5, quiet: 6 } as const;

const font = (size: number, more = ''): string =>
  `<font>${more.includes('bold') ? '<b/>' : ''}<sz val="${size}"/><color rgb="${more.includes('quiet') ? 'FF5B6673' : 'FF1D2530'}"/><name val="宋体"/><family val="3"/><charset val="134"/></font>`;

const fill = (rgb: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/><bgColor indexed="64"/></patternFill></fill>`;

const side = (name: string): string => `<${name} style="thin"><color rgb="FFC3CAD2"/></${name}>`;

/** Light shades of the pictures' blue, amber and vermilion, so that letters stay black and a black-and-white printer is enough. */
const SHEET = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>',
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>',
  `<fonts count="4">${font(11)}${font(16, 'bold')}${font(10, 'quiet')}${font(11, 'bold')}</fonts>`,
  '<fills count="7"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  `${['E3E7EB', 'D3E6F5', 'FDF0CF', 'FBDCCB', 'F4F6F8'].map(fill).join('')}</fills>`,
  '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border></borders>`,
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
] as const;

const END =
  '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles><dxfs count="0"/></styleSheet>';

/** The looks in use, each by its number. */
export class Styles {
  readonly #numbers = new Map<string, number>();
  readonly #written: string[] = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'];

  numberOf(look: Look): number {
    const key = `${look.part} ${look.format} ${look.tone} ${look.guarded}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#written.push(written(look)) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  toXml(): string {
    return `${SHEET.join('')}<cellXfs count="${this.#written.length}">${this.#written.join('')}</cellXfs>${END}`;
  }
}

function written({ part, format, tone, guarded }: Look): string {
  const framed = part === 'head' || part === 'cell';
  const shade = part === 'head' ? FILLS.head : tone === null ? 0 : FILLS[tone];
  const side = part === 'head' || (part === 'cell' && format !== 'text') ? ' horizontal="center"' : '';
  const wrap = framed ? ' wrapText="1"' : '';
  return [
    `<xf numFmtId="${FORMATS[format]}" fontId="${FONTS[part]}" fillId="${shade}" borderId="${framed ? 1 : 0}" xfId="0"`,
    guarded ? ' quotePrefix="1"' : '',
    ' applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">',
    `<alignment${side} vertical="center"${wrap}/></xf>`,
  ].join('');
}
