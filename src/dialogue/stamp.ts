import { hash } from 'node:crypto';
import type { RecordDraft, RecordId, RecordKind, Stamped } from '../records/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';

/** Gives a draft its header: the unit whose ledger it goes into, id, time and author. */
export type Stamp = <K extends RecordKind>(unit: UnitId, draft: RecordDraft<K>) => Stamped<K>;

/**
 * Stamps the drafts of one message. An id comes from the message and from what the record says, so that a second try of the
 * same message makes the same records, even when the first got only half-way.
 */
export function stamper(message: string, by: PersonId, at: Instant): Stamp {
  return (unit, draft) => {
    const id = hash('sha256', `${message}\n${unit}\n${JSON.stringify(draft)}`).slice(0, 16);
    return { ...draft, id: id as RecordId, at, by, unit };
  };
}
