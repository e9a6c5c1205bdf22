/** From this likeness on, of 1, two opinions speak of the same thing. */
const ALIKE = 0.3;

/** Pairs of neighbouring characters, with how often each occurs. Punctuation and white space say nothing. */
function pairsOf(text: string): ReadonlyMap<string, number> {
  const characters = [
    ...text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  ];
  const pairs = new Map<string, number>();
  for (const [index, character] of characters.entries()) {
    const pair = character + (characters[index + 1] ?? '');
    if (index + 1 < characters.length) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

const sizeOf = (pairs: ReadonlyMap<string, number>): number =>
  pairs.values().reduce((sum, count) => sum + count, 0);

/** How alike two texts are by their pairs of characters: 0 for nothing in common, 1 for the same. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const both = a.entries().reduce((sum, [pair, count]) => sum + Math.min(count, b.get(pair) ?? 0), 0);
  const all = sizeOf(a) + sizeOf(b);
  return all === 0 ? 0 : (2 * both) / all;
}

/**
 * Strands of items that speak of the same thing (梳辫子): each is like at least one other of its strand. Every item is in exactly
 * one strand; the order given is kept.
 */
export function braid<T>(items: readonly T[], textOf: (item: T) => string): readonly (readonly T[])[] {
  const pairs = items.map((item) => pairsOf(textOf(item)));
  const strands: number[][] = [];
  for (const [index, own] of pairs.entries()) {
    const near = strands.filter((strand) =>
      strand.some((other) => likeness(own, pairs[other] ?? new Map()) >= ALIKE),
    );
    const joined = [...near.flat(), index].sort((a, b) => a - b);
    const [first] = near;
    if (first) strands[strands.indexOf(first)] = joined;
    else strands.push(joined);
    for (const absorbed of near.slice(1)) strands.splice(strands.indexOf(absorbed), 1);
  }
  return strands.map((strand) => strand.flatMap((index) => items.slice(index, index + 1)));
}
