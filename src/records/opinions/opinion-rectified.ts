import { defineRecord, joined, type RecordOf, text } from '../define.ts';
import { numbered, step } from './opinion.ts';

/** What was done about it, in the unit's own words. */
export const opinionRectified = defineRecord('opinion.rectified', {
  shape: { ...step, text },
  label: '整改完成',
  tells: ({ opinion, text }) => joined(numbered(opinion), text),
  undo: { by: 'author', words: ['整改'] },
  archive: 'open',
});
export type OpinionRectified = RecordOf<typeof opinionRectified>;
