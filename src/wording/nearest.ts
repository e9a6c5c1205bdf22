/** Edits (insert, delete, replace, swap neighbours) that turn one text into the other. */
export function distance(a: string, b: string): number {
  const from = [...a];
  const to = [...b];
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[to.length] ?? 0;
}

/** The word most like the one typed, when it is like enough to be worth asking about. */
export function nearest(typed: string, words: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const edits = distance(typed, word);
    const tolerable = Math.max(1, Math.floor(Math.max([...typed].length, [...word].length) / 3));
    const sharesSomething = edits < Math.max([...typed].length, [...word].length);
    if (edits <= tolerable && sharesSomething && edits < least) {
      best = word;
      least = edits;
    }
  }
  return best;
}
