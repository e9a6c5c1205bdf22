/** Things that are counted together, and how many there are. */
export interface Pool {
  readonly groups: readonly string[];
  readonly size: number;
}

/**
 * Puts together what is too small to be counted by itself, until nothing is, or only one is left. The smallest always joins the next
 * smallest: a small one left alone could be told by taking the others from the whole. In the order of the first group of each.
 */
export function merged(pools: readonly Pool[], least: number): readonly Pool[] {
  const bySize = pools.filter(({ size }) => size > 0).toSorted((a, b) => a.size - b.size);
  const [smallest, next, ...rest] = bySize;
  if (!smallest || !next || smallest.size >= least) return pools.filter(({ size }) => size > 0);
  const order = pools.flatMap(({ groups }) => groups);
  const groups = [...smallest.groups, ...next.groups].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const together = { groups, size: smallest.size + next.size };
  const all = [...rest, together].sort(
    (a, b) => order.indexOf(a.groups[0] ?? '') - order.indexOf(b.groups[0] ?? ''),
  );
  return merged(all, least);
}
