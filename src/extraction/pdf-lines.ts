import type { WrappedPdfiumModule } from '@embedpdf/pdfium';
import { isChinese } from './chinese.ts';

/** A line of a page, in points; y grows upwards. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  /** Height of its letters. */
  readonly size: number;
}

export interface Page {
  /** Those that say something, in the order in which they were written. */
  readonly lines: readonly Line[];
  readonly width: number;
  /** Whether all of it was read. */
  readonly entire: boolean;
}

interface Glyph {
  readonly text: string;
  /** Not in the file, but concluded by PDFium from a gap. */
  readonly concluded: boolean;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** Bytes of an FS_RECTF: left, top, right, bottom as 32-bit floats. */
const BOX_BYTES = 16;
/** How many letters wide a space between Chinese characters is at least when somebody meant it. */
const MEANT = { written: 0.15, concluded: 1 } as const;
/** Where PDFium has put a word together that was divided at the end of a line. */
const HYPHEN = '\u0002';

/** The text of a page, of at most so many letters. Of a page that cannot be read there is none. */
export function pageOf(api: WrappedPdfiumModule, document: number, number: number, letters: number): Page {
  const loaded = api.FPDF_LoadPage(document, number);
  if (loaded === 0) return { lines: [], width: 0, entire: false };
  const text = api.FPDFText_LoadPage(loaded);
  try {
    const count = text === 0 ? 0 : api.FPDFText_CountChars(text);
    const lines = linesIn(glyphsOf(api, text, Math.min(count, letters)));
    return { lines, width: api.FPDF_GetPageWidthF(loaded), entire: count <= letters };
  } finally {
    api.FPDFText_ClosePage(text);
    api.FPDF_ClosePage(loaded);
  }
}

function glyphsOf(api: WrappedPdfiumModule, text: number, count: number): Glyph[] {
  const glyphs: Glyph[] = [];
  const box = api.pdfium.wasmExports.malloc(BOX_BYTES);
  for (let at = 0; at < count; at++) {
    const [left = 0, top = 0, right = 0, bottom = 0] = boxOf(api, text, at, box);
    const concluded = api.FPDFText_IsGenerated(text, at) === 1;
    glyphs.push({ text: letter(api.FPDFText_GetUnicode(text, at)), concluded, left, right, bottom, top });
  }
  api.pdfium.wasmExports.free(box);
  return glyphs;
}

/** The letter with the room it was given, so that neighbours touch. */
function boxOf(api: WrappedPdfiumModule, text: number, at: number, box: number): Float32Array {
  api.FPDFText_GetLooseCharBox(text, at, box);
  return api.pdfium.HEAPF32.subarray(box / 4, (box + BOX_BYTES) / 4);
}

const letter = (code: number): string => (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '');

function linesIn(glyphs: readonly Glyph[]): Line[] {
  const lines: Line[] = [];
  let line: Glyph[] = [];
  for (const glyph of glyphs)
    if (glyph.text === '\n') {
      lines.push(...lineOf(line));
      line = [];
    } else if (glyph.text !== '\r') line.push(glyph);
  return [...lines, ...lineOf(line)];
}

function lineOf(glyphs: readonly Glyph[]): Line[] {
  const seen = glyphs.filter(({ text }) => text.trim() !== '' && text !== HYPHEN);
  const [first] = seen;
  if (first === undefined) return [];
  const size = median(seen.map(({ top, bottom }) => top - bottom));
  return [
    {
      text: glyphs
        .filter((glyph, at) => !isStray(glyphs[at - 1], glyph, glyphs[at + 1], size))
        .map(({ text }) => (text === HYPHEN ? '' : text))
        .join('')
        .trim(),
      left: first.left,
      right: seen.reduce((right, each) => Math.max(right, each.right), first.right),
      bottom: median(seen.map(({ bottom }) => bottom)),
      size,
    },
  ];
}

/** A space between Chinese characters that only comes from how the letters were set. */
function isStray(before: Glyph | undefined, glyph: Glyph, after: Glyph | undefined, size: number): boolean {
  if (glyph.text !== ' ' || !before || !after) return false;
  if (!isChinese(before.text) || !isChinese(after.text)) return false;
  return after.left - before.right < size * (glyph.concluded ? MEANT.concluded : MEANT.written);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;
}
