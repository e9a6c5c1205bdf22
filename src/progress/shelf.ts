import type { LedgerRecord } from '../records/records.ts';

/** Records order by time, then by id, so that the order in which they were read never matters. */
function byTime(a: LedgerRecord, b: LedgerRecord): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Records in time order under a key. */
export class Shelf<K, R extends LedgerRecord> {
  readonly #lists = new Map<K, R[]>();
  // Ledgers are read one after the other, so what several units put under one key comes far out of order: finding its place
  // each time would cost more with every record. Such lists are put in order when somebody asks for them.
  readonly #untidy = new Set<K>();

  add(key: K, record: R): void {
    const list = this.#lists.get(key);
    const last = list?.at(-1);
    if (last && byTime(last, record) > 0) this.#untidy.add(key);
    if (list) list.push(record);
    else this.#lists.set(key, [record]);
  }

  get(key: K): readonly R[] {
    const list = this.#lists.get(key) ?? [];
    if (this.#untidy.delete(key)) list.sort(byTime);
    return list;
  }

  keys(): MapIterator<K> {
    return this.#lists.keys();
  }
}
