import type { LedgerRecord } from '../records/records.ts';

/** Records in time order under a key. Those of one instant stand in the order of the journal. */
export class Shelf<K, R extends LedgerRecord> {
  readonly #lists = new Map<K, R[]>();
  /** Lists in which a record is older than the one before it: the clock was set back, or somebody entered it with another time. */
  readonly #untidy = new Set<K>();

  add(key: K, record: R): void {
    const list = this.#lists.get(key);
    const last = list?.at(-1);
    if (last && last.at > record.at) this.#untidy.add(key);
    if (list) list.push(record);
    else this.#lists.set(key, [record]);
  }

  get(key: K): readonly R[] {
    const list = this.#lists.get(key) ?? [];
    if (this.#untidy.delete(key)) list.sort((a, b) => a.at - b.at);
    return list;
  }

  keys(): MapIterator<K> {
    return this.#lists.keys();
  }
}
