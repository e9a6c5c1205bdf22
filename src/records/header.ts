import { z } from 'zod';
import { type Held, instant, object, recordId, unit } from './fields.ts';
import type { PersonId } from './ids.ts';

/** What every record says of itself. */
export const header = {
  id: recordId,
  at: instant,
  /** Who said so; `system` for what the bot notes itself. */
  by: z.custom<PersonId | 'system'>((value) => typeof value === 'string'),
  /** The unit whose ledger it belongs to. */
  unit,
};

const headed = object(header);
export type Header = Held<typeof headed>;

/** A record of some kind. */
export interface AnyRecord extends Header {
  readonly kind: string;
}
