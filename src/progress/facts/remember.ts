/** Remembers answers for as long as the stamp of what was asked stays the same: a digest asks the same once for each of its people. */
export function remember<K, T>(stampOf: (key: K) => number, answer: (key: K) => T): (key: K) => T {
  const known = new Map<K, { readonly stamp: number; readonly value: T }>();
  return (key) => {
    const stamp = stampOf(key);
    const before = known.get(key);
    if (before?.stamp === stamp) return before.value;
    const value = answer(key);
    known.set(key, { stamp, value });
    return value;
  };
}

/** Remembers answers for good. */
export function onceEach<K, T>(answer: (key: K) => T): (key: K) => T {
  return remember(() => 0, answer);
}
