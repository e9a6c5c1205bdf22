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

/** Where fonts and fills stand in the template; fills 0 and 1 are spoken for by the format itself. */
const FONTS = { title: 1, note: 2, head: 3, cell: 0 } as const satisfies Record<Look['part'], number>;
const FILLS = { head: 2, met: 3, partly: 4, late: 5, quiet: 6 } as const;

/** The looks in use, each by its number; 0 is the plain one. */
export class Styles {
  readonly #numbers = new Map<string, number>();
  readonly #looks: Look[] = [];

  numberOf(look: Look): number {
    const key = `${look.part} ${look.format} ${look.tone} ${look.guarded}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#looks.push(look);
    this.#numbers.set(key, number);
    return number;
  }

  get view(): object {
    return { count: this.#looks.length + 1, looks: this.#looks.map(viewOf) };
  }
}

function viewOf({ part, format, tone, guarded }: Look): object {
  const framed = part === 'head' || part === 'cell';
  return {
    format: FORMATS[format],
    font: FONTS[part],
    fill: part === 'head' ? FILLS.head : tone === null ? 0 : FILLS[tone],
    border: framed ? 1 : 0,
    isGuarded: guarded,
    isCentred: part === 'head' || (part === 'cell' && format !== 'text'),
    isWrapped: framed,
  };
}
