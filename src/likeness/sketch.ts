import { plainLetters } from './plain-letters.ts';

/** How many numbers stand for a text. */
export const SKETCH = 48;
/** Longer than the trigrams that likeness is measured by: six characters in a row are rarely a stock phrase. */
const RUN = 6;

/**
 * A text in at most {@link SKETCH} numbers: the smallest hashes of its runs of six characters (bottom-k MinHash). Texts share
 * about as much of their sketches as of their wording, wherever in the text it stands, also when one is part of the other.
 */
export function sketchOf(text: string): Uint32Array {
  const letters = plainLetters(text);
  const hashes = new Uint32Array(Math.max(0, letters.length - RUN + 1));
  for (let at = 0; at < hashes.length; at++) hashes[at] = hashOf(letters, at);
  // Of evenly spread numbers nearly all the smallest lie below this, and sorting those alone is much faster.
  const low = hashes.filter((hash) => hash < (3 * SKETCH * 2 ** 32) / hashes.length);
  const sketch = smallest(low.sort());
  return sketch.length === SKETCH ? sketch : smallest(hashes.sort());
}

/**
 * About how much of the shorter text is in the longer, told from their sketches and the number of hashes these share. A long
 * text's sketch ends early, so only what lies within both sketches is compared.
 */
export function estimate(a: Uint32Array, b: Uint32Array, shared: number): number {
  const end = Math.min(reachOf(a), reachOf(b));
  const comparable = Math.min(countUpTo(a, end), countUpTo(b, end));
  return comparable === 0 ? 0 : shared / comparable;
}

/** A sketch that is not full holds all there is. */
const reachOf = (sketch: Uint32Array): number =>
  sketch.length < SKETCH ? Number.POSITIVE_INFINITY : (sketch.at(-1) ?? 0);

function countUpTo(sketch: Uint32Array, end: number): number {
  let count = 0;
  for (const hash of sketch) if (hash <= end) count++;
  return count;
}

function hashOf(letters: string, from: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < from + RUN; at++) hash = Math.imul(hash ^ letters.charCodeAt(at), 0x01000193);
  return scattered(hash);
}

/** The last step of MurmurHash3: makes every bit of the hash depend on every other. Never 0. */
function scattered(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return Math.max(1, (mixed ^ (mixed >>> 16)) >>> 0);
}

function smallest(sorted: Uint32Array): Uint32Array {
  const sketch = new Uint32Array(Math.min(SKETCH, sorted.length));
  let taken = 0;
  for (const hash of sorted) {
    if (taken === sketch.length) break;
    if (taken === 0 || sketch[taken - 1] !== hash) sketch[taken++] = hash;
  }
  return sketch.slice(0, taken);
}
