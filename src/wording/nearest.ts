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

/** What is longer than any name is no slip of the finger, and would take long to compare. */
const LONGEST = 60;

/** The word that was probably meant, undefined when none is near: a slip or two, or one part of the other. */
export function nearest(typed: string, words: Iterable<string>): string | undefined {
  if (typed.length > LONGEST) return undefined;
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const word of words) {
    const edits = distance(typed, word);
    if (isNear(typed, word, edits) && edits < (best?.edits ?? Number.POSITIVE_INFINITY))
      best = { word, edits };
  }
  return best?.word;
}

function isNear(typed: string, word: string, edits: number): boolean {
  const longer = Math.max(typed.length, word.length);
  const shorter = Math.min(typed.length, word.length);
  const contained = shorter > 1 && (word.includes(typed) || typed.includes(word));
  return contained || (edits < longer && edits <= Math.max(1, Math.floor(longer / 3)));
}
