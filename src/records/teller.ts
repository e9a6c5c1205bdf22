import type { Instant } from '../time/clock.ts';
import type { Day } from '../time/zone.ts';
import type { AnyRecord } from './header.ts';
import type { PersonId, RecordId } from './ids.ts';

/** Knows what a record refers to, so that the record can be told in plain words. */
export interface Teller {
  /** What the person is called. */
  name(person: PersonId): string;
  /** By the county's calendar. */
  day(at: Instant): Day;
  /** `09:30`, by the county's clock. */
  time(at: Instant): string;
  /** The title of a requirement of the campaign. */
  requirement(id: string): string;
  /** Another record of the given kind, also one that was taken back. */
  find<R extends AnyRecord>(kind: { is(record: AnyRecord): record is R }, id: RecordId): R | undefined;
  /** What the kind of another record is called. */
  label(id: RecordId): string | undefined;
}

/** One line of what there is to say. */
export const joined = (...parts: readonly (string | null | undefined)[]): string =>
  parts.filter((part) => part !== null && part !== undefined && part !== '').join('，');
