import type { OpinionNumber } from '../records/records.ts';
import type { Opinion } from './opinion.ts';

export const byNumber = (a: Opinion, b: Opinion): number => (a.number < b.number ? -1 : 1);

/** Opinions under a key, by number. One that has changed is put in the place of what it was, and nothing else is touched. */
export class OpinionGroups<K> {
  readonly #keyOf: (opinion: Opinion) => K;
  readonly #groups = new Map<K, Map<OpinionNumber, Opinion>>();
  readonly #lists = new Map<K, readonly Opinion[]>();

  constructor(keyOf: (opinion: Opinion) => K) {
    this.#keyOf = keyOf;
  }

  replace(before: Opinion | undefined, after: Opinion | undefined): void {
    if (before) {
      this.#groups.get(this.#keyOf(before))?.delete(before.number);
      this.#lists.delete(this.#keyOf(before));
    }
    if (!after) return;
    const key = this.#keyOf(after);
    const group = this.#groups.get(key) ?? new Map<OpinionNumber, Opinion>();
    this.#groups.set(key, group.set(after.number, after));
    this.#lists.delete(key);
  }

  of(key: K): readonly Opinion[] {
    const known = this.#lists.get(key);
    if (known) return known;
    const list = [...(this.#groups.get(key)?.values() ?? [])].sort(byNumber);
    this.#lists.set(key, list);
    return list;
  }
}
