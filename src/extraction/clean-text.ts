import type { FileContents } from '../records/records.ts';
import { withoutLookAlikes } from './radicals.ts';

const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const CONTROLS = /(?![\n\t])\p{Cc}/gu;
/** Direction controls, by which text can be shown in another order than it is read, and marks without any width. */
const INVISIBLE = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** So many times as much as is kept may be there before it is cleaned. */
const FAR = 4;

/** The text as it is kept: well-formed, one kind of line end, nothing invisible, no more than one empty line in a row. */
export function cleanText(text: string): string {
  const plain = text.toWellFormed().replace(LINE_ENDS, '\n').replace(CONTROLS, '').replace(INVISIBLE, '');
  return withoutLookAlikes(plain)
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Text of which at most so many UTF-16 units are kept; `more` when some had been left out before. */
export function keptText(text: string, characters: number, more = false): FileContents {
  // What is far beyond the end is not cleaned: of twenty megabytes of line breaks the pieces would fill the heap.
  const part = beginning(text, FAR * characters);
  if (part.length < text.length) return keptText(part, characters, true);
  const clean = cleanText(text);
  if (clean.length <= characters) return { kind: 'text', text: clean, cut: more };
  return { kind: 'text', text: beginning(clean, characters).trimEnd(), cut: true };
}

/** Never half a character. */
function beginning(text: string, length: number): string {
  const before = text.slice(0, length);
  const halved = /[\uD800-\uDBFF]$/.test(before) && before.length < text.length;
  return halved ? before.slice(0, -1) : before;
}
