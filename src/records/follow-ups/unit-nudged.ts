import { z } from 'zod';
import { defineRecord, joined, type RecordOf, text, unit } from '../define.ts';

/** A supervisor or the office has urged a unit on. */
export const unitNudged = defineRecord('unit.nudged', {
  shape: {
    about: unit,
    /** Ids of the requirements it was about. */
    requirements: z.array(text),
  },
  label: '催办',
  tells: ({ about, requirements }, teller) =>
    joined(about, requirements.map((id) => teller.requirement(id)).join('、')),
  undo: 'never',
  archive: 'open',
});
export type UnitNudged = RecordOf<typeof unitNudged>;
