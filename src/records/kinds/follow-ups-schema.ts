import { z } from 'zod';
import { day, fact, person, recordId, text, unit } from './atoms.ts';
import { EXEMPLAR_STAGES } from './follow-ups.ts';

/** The shapes of the records about checklists, pipelines, supervision and exemplars, for the union of all records. */
export const followUpRecords = [
  z.looseObject({
    ...fact,
    kind: z.literal('check.answered'),
    unit,
    checklist: text,
    point: text,
    answer: text,
    note: text.nullable(),
  }),
  z.looseObject({
    ...fact,
    kind: z.literal('item.opened'),
    unit,
    holder: unit,
    pipeline: text,
    type: text.nullable(),
    title: text,
    goal: text.nullable(),
    person,
    date: day,
  }),
  z.looseObject({
    ...fact,
    kind: z.literal('item.moved'),
    item: recordId,
    stage: text,
    note: text.nullable(),
  }),
  z.looseObject({ ...fact, kind: z.literal('look.noted'), unit, point: text, note: text }),
  z.looseObject({ ...fact, kind: z.literal('unit.nudged'), unit, requirements: z.array(text) }),
  z.looseObject({
    ...fact,
    kind: z.literal('exemplar.named'),
    unit,
    award: text,
    who: text,
    stage: z.enum(EXEMPLAR_STAGES),
    note: text.nullable(),
    nomination: recordId.nullable(),
  }),
] as const;
