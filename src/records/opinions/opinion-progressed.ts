import { defineRecord, joined, type RecordOf, text } from '../define.ts';
import { numbered, step } from './opinion.ts';

/** How far the unit has come with it. */
export const opinionProgressed = defineRecord('opinion.progressed', {
  shape: { ...step, text },
  label: '整改进展',
  tells: ({ opinion, text }) => joined(numbered(opinion), text),
  undo: { by: 'author', words: ['整改进展'] },
  archive: 'open',
});
export type OpinionProgressed = RecordOf<typeof opinionProgressed>;
