import { defineRecord, joined, type RecordOf, text } from '../define.ts';
import { numbered, step } from './opinion.ts';

/** Decided by a person: what it is about, null for work, and which item of the problem list. */
export const opinionSorted = defineRecord('opinion.sorted', {
  shape: { ...step, topic: text.nullable(), problem: text.nullable() },
  label: '意见归类',
  tells: ({ opinion, topic, problem }) => joined(numbered(opinion), topic ?? '工作', problem),
  undo: { by: 'author', words: ['意见定性'] },
  archive: 'open',
});
export type OpinionSorted = RecordOf<typeof opinionSorted>;
