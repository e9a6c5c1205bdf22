import { readFileSync } from 'node:fs';

type Range = readonly [first: number, last: number];

/** What stands where the font has nothing: the printers' mark for a missing letter. */
const MISSING = '〓';
/** They have no look of their own. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** The letters one font can draw: the ranges of its cmap. https://learn.microsoft.com/typography/opentype/spec/cmap */
export class Glyphs {
  readonly #ranges: readonly Range[];

  /** @throws RangeError when the file is no OpenType font. */
  constructor(file: string) {
    this.#ranges = rangesOf(readFileSync(file));
  }

  has(letter: string): boolean {
    const code = letter.codePointAt(0) ?? 0;
    let [low, high] = [0, this.#ranges.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = this.#ranges[middle] ?? [0, 0];
      if (code >= first && code <= last) return true;
      if (code < first) high = middle - 1;
      else low = middle + 1;
    }
    return false;
  }

  /** The text with a mark for every letter that would be an empty box. */
  drawable(text: string): string {
    return text
      .replace(UNSEEN, '')
      .replace(/[^\p{ASCII}]/gu, (letter) => (this.has(letter) ? letter : MISSING));
  }
}

function rangesOf(font: Buffer): Range[] {
  const cmap = tableAt(font, 'cmap');
  const wanted = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) => cmap + 4 + 8 * index).find(
    (at) => font.readUInt16BE(at) === 3 && font.readUInt16BE(at + 2) === 10,
  );
  if (wanted === undefined) throw new RangeError('the font does not say which letters of Unicode it has');
  const table = cmap + font.readUInt32BE(wanted + 4);
  return Array.from({ length: font.readUInt32BE(table + 12) }, (_, index): Range => {
    const group = table + 16 + 12 * index;
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)];
  });
}

function tableAt(font: Buffer, name: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index++) {
    const entry = 12 + 16 * index;
    if (font.toString('latin1', entry, entry + 4) === name) return font.readUInt32BE(entry + 8);
  }
  throw new RangeError(`the font has no table ${name}`);
}
