import type { Commit } from '../journal/commit.ts';
import type { Outgoing } from '../journal/outgoing.ts';
import type { LedgerRecord } from '../records/records.ts';
import type { UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';

/** What one commit added to the ledger of one unit. */
export interface LedgerPart {
  readonly cause: string;
  readonly at: Instant;
  readonly records: readonly LedgerRecord[];
  readonly outbox: readonly Outgoing[];
}

/** The records of one unit, in the order of the journal. */
export interface Ledger {
  readonly unit: UnitId;
  readonly parts: readonly LedgerPart[];
}

/** Sorts a journal, commit by commit, into the ledgers of its units. */
export class Ledgers {
  readonly #parts = new Map<UnitId, LedgerPart[]>();

  add({ cause, at, records, outbox }: Commit): void {
    const byUnit = Map.groupBy(records, ({ unit }) => unit);
    const messages = Map.groupBy(outbox, ({ unit }) => unit);
    for (const unit of new Set([...byUnit.keys(), ...messages.keys()])) {
      const sent = (messages.get(unit) ?? []).map(({ message }) => message);
      const part = { cause, at, records: byUnit.get(unit) ?? [], outbox: sent };
      const parts = this.#parts.get(unit);
      if (parts) parts.push(part);
      else this.#parts.set(unit, [part]);
    }
  }

  /** By the name of the unit. */
  all(): readonly Ledger[] {
    return [...this.#parts]
      .map(([unit, parts]) => ({ unit, parts }))
      .sort((a, b) => (a.unit < b.unit ? -1 : 1));
  }
}
