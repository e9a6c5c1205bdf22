import { isChinese } from './chinese.ts';
import type { Line, Page } from './pdf-lines.ts';

/** In letters: how far in a first line begins, and how near to the margin a full line ends (two, as 。 may not begin a line). */
const INDENT = 1.2;
const SLACK = 2.2;
/** A page whose longest line ends before this share of its width has no full lines. */
const LEAST_FILLED = 0.6;
/** So few lines do not show where the margins are; those of the page before do. */
const FEW = 3;
/** How much wider than the usual distance between lines is one between paragraphs. */
const WIDER = 1.35;
const SAME_SIZE = 0.12;
/** A word of Latin letters is not divided, so the line before it may end early; widths of such letters vary about this. */
const LATIN_WIDTH = 0.6;

/** Longer lines are no page numbers, and the pattern is slow on long ones. */
const PAGE_NUMBER_LENGTH = 20;
const PAGE_NUMBER = /^[\s\-–—－·]*(第\s*)?\d{1,4}(\s*页)?(\s*[/，,]?\s*共?\s*\d{1,4}\s*页)?[\s\-–—－·]*$/u;

interface Margins {
  readonly left: number;
  readonly right: number;
  /** The usual distance between the lines. */
  readonly pitch: number;
}

interface Placed extends Line {
  readonly margins: Margins;
  readonly firstOfPage: boolean;
}

/** Puts the lines of pages together again to the paragraphs they were before they were laid out; numbers of pages go. */
export class Paragraphs {
  readonly #pieces: string[] = [];
  #last: Placed | undefined;
  #length = 0;

  /** UTF-16 units so far. */
  get length(): number {
    return this.#length;
  }

  addPage({ lines, width }: Page): void {
    const kept = withoutPageNumbers(lines);
    const own = marginsOf(kept, width);
    const margins = this.#last && kept.length < FEW ? wider(own, this.#last.margins) : own;
    kept.forEach((line, at) => {
      this.#add({ ...line, margins, firstOfPage: at === 0 });
    });
  }

  text(): string {
    return this.#pieces.join('');
  }

  #add(line: Placed): void {
    if (this.#last) this.#pieces.push(continues(this.#last, line) ? between(this.#last, line) : '\n');
    this.#pieces.push(line.text);
    this.#length += line.text.length;
    this.#last = line;
  }
}

/** Only where they stand by themselves above or below other text. */
function withoutPageNumbers(lines: readonly Line[]): readonly Line[] {
  if (lines.length < 2) return lines;
  return lines.filter(({ text }, at) => (at > 0 && at < lines.length - 1) || !isPageNumber(text));
}

const isPageNumber = (text: string): boolean => text.length <= PAGE_NUMBER_LENGTH && PAGE_NUMBER.test(text);

function marginsOf(lines: readonly Line[], width: number): Margins {
  const pitches = lines
    .map((line, at) => (lines[at - 1]?.bottom ?? line.bottom) - line.bottom)
    .filter((pitch) => pitch > 0)
    .sort((a, b) => a - b);
  return {
    left: lines.reduce((left, line) => Math.min(left, line.left), Number.POSITIVE_INFINITY),
    right: lines.reduce((right, line) => Math.max(right, line.right), width * LEAST_FILLED),
    pitch: pitches[(pitches.length - 1) >> 1] ?? Number.POSITIVE_INFINITY,
  };
}

const wider = (own: Margins, before: Margins): Margins => ({
  left: Math.min(own.left, before.left),
  right: Math.max(own.right, before.right),
  pitch: own.pitch,
});

function continues(before: Placed, line: Placed): boolean {
  if (Math.abs(before.size - line.size) > SAME_SIZE * line.size) return false;
  if (line.left - line.margins.left > INDENT * line.size) return false;
  if (!line.firstOfPage && before.bottom - line.bottom > WIDER * line.margins.pitch) return false;
  return before.margins.right - before.right < roomFor(line);
}

/** What the line before must have had left over when the first word of this one did not fit any more. */
function roomFor({ text, size }: Line): number {
  const word = /^[\p{Script=Latin}\p{N}\p{P}]*/u.exec(text)?.[0] ?? '';
  return size * Math.max(SLACK, word.length * LATIN_WIDTH + 1);
}

function between(before: Line, { text }: Line): string {
  const end = [...before.text.slice(-2)].at(-1) ?? '';
  const start = [...text.slice(0, 2)][0] ?? '';
  return isChinese(end) || isChinese(start) ? '' : ' ';
}
