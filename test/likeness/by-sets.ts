const SIGNS = /[\s，。、；：！？“”（）《》.,;:!?()"'-]/g;

export function runsOf(text: string): Set<string> {
  const letters = text.replace(SIGNS, '').toLowerCase();
  return new Set(
    Array.from({ length: Math.max(0, letters.length - 2) }, (_, at) => letters.slice(at, at + 3)),
  );
}

/** The same measure without any of the tricks, for texts without odd forms: sets of strings. */
export function likenessBySets(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shorter = Math.min(one.size, other.size);
  if (shorter === 0) return 0;
  let shared = 0;
  for (const run of one) if (other.has(run)) shared++;
  return shared / (shorter < 300 ? one.size + other.size - shared : shorter);
}

/** The likeness of every text to every text: each pair is compared once. */
export function comparedBySets(texts: readonly string[]): readonly (readonly number[])[] {
  const runs = texts.map(runsOf);
  const rows: number[][] = [];
  for (const [row, one] of runs.entries())
    rows.push(
      runs.map((other, column) => (column < row ? (rows[column]?.[row] ?? 0) : likenessBySets(one, other))),
    );
  return rows;
}
