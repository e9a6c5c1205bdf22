import { z } from 'zod';
import type { PersonId, UnitId } from '../../roster/roster.ts';
import { type Day, isDay } from '../../time/zone.ts';
import type { RecordId } from '../fact.ts';

// Loose throughout: a field that a later version adds is kept, not refused.
const person = z.custom<PersonId>((value) => typeof value === 'string');
const recordId = z.custom<RecordId>((value) => typeof value === 'string');
const unit = z.custom<UnitId>((value) => typeof value === 'string' && value !== '' && value.isWellFormed());
const day = z.custom<Day>((value) => typeof value === 'string' && isDay(value));
const text = z.string();
const fact = { id: recordId, at: z.number(), by: person };
const step = { ...fact, opinion: text };

/** What an opinion's tags must be, in a ledger as in the box. */
export const opinionTags = {
  people: text.nullable(),
  question: text.nullable(),
  proposed: text.nullable(),
  unit: unit.nullable(),
};

/** The shapes of the records about opinions, for the union of all records. */
export const opinionRecords = [
  z.looseObject({
    ...fact,
    ...opinionTags,
    kind: z.literal('opinion.filed'),
    number: text,
    text,
    source: text.nullable(),
  }),
  z.looseObject({
    ...step,
    kind: z.literal('opinion.sorted'),
    topic: text.nullable(),
    problem: text.nullable(),
  }),
  z.looseObject({ ...step, kind: z.literal('opinion.assigned'), unit }),
  z.looseObject({ ...step, kind: z.literal('opinion.sent-up'), to: text }),
  z.looseObject({ ...step, kind: z.literal('opinion.reported') }),
  z.looseObject({ ...step, kind: z.literal('opinion.claimed'), unit }),
  z.looseObject({
    ...step,
    kind: z.literal('opinion.planned'),
    measure: text,
    person,
    from: day,
    limit: day,
  }),
  z.looseObject({ ...step, kind: z.literal('opinion.progressed'), text }),
  z.looseObject({ ...step, kind: z.literal('opinion.rectified'), text }),
  z.looseObject({ ...step, kind: z.literal('opinion.checked'), passed: z.boolean(), text: text.nullable() }),
  z.looseObject({ ...step, kind: z.literal('opinion.answered'), text }),
  z.looseObject({
    ...step,
    kind: z.literal('opinion.rated'),
    answer: recordId,
    satisfied: z.boolean(),
    text: text.nullable(),
  }),
  z.looseObject({
    ...step,
    kind: z.literal('opinion.closed'),
    plan: z.looseObject({ text, until: day }).nullable(),
  }),
] as const;
