import type { Outgoing } from '../journal/outgoing.ts';
import type { DeliveryNoted } from '../records/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import { Shelf } from './shelf.ts';

export interface Queued {
  /** The ledger whose commit holds the message; its delivery is noted there too. */
  readonly unit: UnitId;
  readonly at: Instant;
  readonly message: Outgoing;
}

/**
 * What is known of a message: `waiting` was never tried or certainly did not arrive, `doubtful` was tried with an unknown
 * outcome (also when the process died in between), the others are final.
 */
export type Fate = 'waiting' | 'doubtful' | 'sent' | 'refused' | 'unknown' | 'abandoned';

const isFinal = (note: DeliveryNoted): boolean => note.state !== 'attempted';

/** Outgoing messages and what became of them, folded from the journal. */
export class OutboxState {
  readonly #queued = new Map<string, Queued>();
  readonly #waiting = new Map<string, Queued>();
  readonly #covered = new Map<string, Instant>();
  readonly #nudges = new Map<PersonId, Set<Instant>>();
  readonly #notes = new Shelf<string, DeliveryNoted>();

  queue(queued: Queued): void {
    const { key, covers, nudges } = queued.message;
    if (this.#queued.has(key)) return;
    this.#queued.set(key, queued);
    if (!this.#notes.get(key).some(isFinal)) this.#waiting.set(key, queued);
    for (const purpose of covers)
      this.#covered.set(purpose, Math.min(queued.at, this.#covered.get(purpose) ?? queued.at));
    for (const person of nudges) {
      const times = this.#nudges.get(person) ?? new Set();
      this.#nudges.set(person, times.add(queued.at));
    }
  }

  note(record: DeliveryNoted): void {
    this.#notes.add(record.key, record);
    if (isFinal(record)) this.#waiting.delete(record.key);
  }

  has(key: string): boolean {
    return this.#queued.has(key);
  }

  /** When the purpose was fulfilled by some message, undefined when never. */
  covered(purpose: string): Instant | undefined {
    return this.#covered.get(purpose);
  }

  /** When the person was nudged, in no particular order. */
  nudgesOf(person: PersonId): ReadonlySet<Instant> {
    return this.#nudges.get(person) ?? new Set();
  }

  /** Messages without a final fate, in the order they were decided. */
  pending(): Queued[] {
    return [...this.#waiting.values()].sort((a, b) => a.at - b.at);
  }

  /** Everything ever tried, for rate limits that must hold across restarts, and for the office. */
  notesOf(key: string): readonly DeliveryNoted[] {
    return this.#notes.get(key);
  }

  all(): MapIterator<Queued> {
    return this.#queued.values();
  }

  fate(key: string): Fate {
    const notes = this.#notes.get(key);
    const final = notes.findLast(isFinal);
    if (final && final.state !== 'attempted') return final.state;
    return notes.length > 0 ? 'doubtful' : 'waiting';
  }
}
