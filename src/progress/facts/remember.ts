import type { State } from '../state.ts';

/** Remembers answers until the next record: a digest asks the same of a branch once for each of its people. */
export function remember<K, T>(state: State, answer: (key: K) => T): (key: K) => T {
  const known = new Map<K, { readonly value: T }>();
  let size = state.size;
  return (key) => {
    if (state.size !== size) known.clear();
    size = state.size;
    const before = known.get(key);
    if (before) return before.value;
    const value = answer(key);
    known.set(key, { value });
    return value;
  };
}
