import { plainLetters } from './plain-letters.ts';

/** The distinct runs of three characters of a text's wording, ascending. */
export type Trigrams = Float64Array;

/** Fewer trigrams than this may be little more than stock phrases, which anybody's longer text may hold as well. */
const PASSAGE = 300;

/** Three UTF-16 units are 48 bits and fit a double exactly: two trigrams are the same number only when they are the same. */
export function trigramsOf(text: string): Trigrams {
  const letters = plainLetters(text);
  const all = new Float64Array(Math.max(0, letters.length - 2));
  for (let at = 0; at < all.length; at++)
    all[at] =
      (letters.charCodeAt(at) * 0x10000 + letters.charCodeAt(at + 1)) * 0x10000 + letters.charCodeAt(at + 2);
  return distinct(all.sort());
}

/**
 * How alike two texts are, 0 to 1: the share of the shorter that is found in the longer, so that an essay inside a longer one
 * is found. When the shorter has less than half a page they are compared whole to whole (Jaccard).
 */
export function likenessOf(a: Trigrams, b: Trigrams): number {
  const shorter = Math.min(a.length, b.length);
  if (shorter === 0) return 0;
  const shared = inCommon(a, b);
  return shared / (shorter < PASSAGE ? a.length + b.length - shared : shorter);
}

/** How many trigrams two texts have in common. */
export function inCommon(a: Trigrams, b: Trigrams): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return shared;
}

function distinct(sorted: Float64Array): Float64Array {
  let kept = 0;
  for (const each of sorted) if (kept === 0 || sorted[kept - 1] !== each) sorted[kept++] = each;
  return sorted.slice(0, kept);
}
