import type { LedgerRecord } from '../ledger/records.ts';

/** Records order by time, then by id, so that the order in which they were read never matters. */
function byTime(a: LedgerRecord, b: LedgerRecord): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Records in time order under a key. */
export class Shelf<K, R extends LedgerRecord> {
  readonly #lists = new Map<K, R[]>();

  add(key: K, record: R): void {
    const list = this.#lists.get(key);
    if (!list) {
      this.#lists.set(key, [record]);
      return;
    }
    // Records nearly always arrive in order: look for the place from the end.
    let place = list.length;
    for (let before = list[place - 1]; before && byTime(before, record) > 0; before = list[place - 1])
      place--;
    list.splice(place, 0, record);
  }

  get(key: K): readonly R[] {
    return this.#lists.get(key) ?? [];
  }

  keys(): MapIterator<K> {
    return this.#lists.keys();
  }
}
