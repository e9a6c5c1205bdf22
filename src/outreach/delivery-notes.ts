import type { Commit } from '../journal/commit.ts';
import type { Queued } from '../progress/outbox-state.ts';
import type { DeliveryNoted, DeliveryState, RecordId } from '../records/records.ts';
import type { Instant } from '../time/clock.ts';

/** Marks an attempt as the second one of a message that may have arrived already: a third is never made. */
const AGAIN = '上次结果不明，再发一次';

export interface Attempts {
  readonly count: number;
  /** Attempts that may have delivered the message: their outcome is unknown, or a crash swallowed it. */
  readonly open: readonly DeliveryNoted[];
}

/** What has been tried; `failed` are attempts known not to have delivered anything. */
export function attemptsIn(notes: readonly DeliveryNoted[], failed: ReadonlySet<string>): Attempts {
  const attempts = notes.filter(({ state }) => state === 'attempted');
  return { count: attempts.length, open: attempts.filter(({ id }) => !failed.has(id)) };
}

export const wasTriedAgain = ({ open }: Attempts): boolean => open.some(({ detail }) => detail === AGAIN);

/** The commit that says a call is about to be made. */
export function attemptNote(queued: Queued, { count, open }: Attempts, at: Instant): Commit {
  return noteCommit(queued, count + 1, 'attempted', open.length > 0 ? AGAIN : '', at);
}

/** The commit of one note. Its cause, which is the record's id too, never varies: a note is written once, however often tried. */
export function noteCommit(
  { unit, message }: Queued,
  count: number,
  state: DeliveryState,
  detail: string,
  at: Instant,
): Commit {
  const cause = `delivery/${message.key}/${count}/${state}`;
  const record: DeliveryNoted = {
    ...{ kind: 'delivery.noted', id: cause as RecordId, at, by: 'system', unit },
    ...{ key: message.key, state, detail },
  };
  return { cause, at, records: [record], outbox: [] };
}
