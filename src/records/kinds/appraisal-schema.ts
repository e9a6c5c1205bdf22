import { z } from 'zod';
import { fact, person, recordId, text, unit } from './atoms.ts';

const counts = z.record(text, z.number());

export const appraisalRecords = [
  z.looseObject({
    ...fact,
    kind: z.literal('appraisal.opened'),
    unit,
    leaders: z.array(person),
    voters: z.array(z.looseObject({ person, group: text })),
    pools: z.array(z.array(text)),
    least: z.number(),
    leastGroup: z.number(),
    lock: z.looseObject({ salt: text, publicKey: text }),
  }),
  z.looseObject({
    ...fact,
    kind: z.literal('vote.cast'),
    appraisal: recordId,
    subjects: z.array(z.number()),
  }),
  z.looseObject({
    ...fact,
    kind: z.literal('appraisal.closed'),
    appraisal: recordId,
    tallies: z.array(
      z.looseObject({
        subject: z.number(),
        ballots: z.number(),
        overall: counts.nullable(),
        parts: z.array(z.looseObject({ groups: z.array(text), counts })),
        aspects: z.record(text, counts),
      }),
    ),
    turnout: z.array(z.looseObject({ group: text, voters: z.number(), voted: z.number() })),
    comments: z.array(z.looseObject({ subject: z.number(), text })),
    leftOut: z.number(),
  }),
] as const;
