import { createHash } from 'node:crypto';
import type { RecordId } from '../records/records.ts';
import type { PersonId, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { Filed, RecordDraft } from './command.ts';

/**
 * Puts id, time and author on drafts. An id comes from the message and from what the record says, so that a second try of the
 * same message makes the same records, even when the first got only half-way.
 */
export function stamper(
  message: string,
  by: PersonId,
  at: Instant,
): (unit: UnitId, draft: RecordDraft) => Filed {
  return (unit, draft) => {
    const id = createHash('sha256')
      .update(`${message}\n${JSON.stringify(draft)}`)
      .digest('hex')
      .slice(0, 16);
    return { unit, record: { ...draft, id: id as RecordId, at, by } };
  };
}
