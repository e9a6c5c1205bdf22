import { defineRecord, joined, type RecordOf } from '../define.ts';
import { numbered, step } from './opinion.ts';

/** The opinion is given to the unit to deal with. */
export const opinionAssigned = defineRecord('opinion.assigned', {
  shape: step,
  label: '意见转办',
  tells: ({ opinion, unit }) => joined(numbered(opinion), `交${unit}办理`),
  undo: { by: 'author', words: ['意见转办'] },
  archive: 'open',
});
export type OpinionAssigned = RecordOf<typeof opinionAssigned>;
