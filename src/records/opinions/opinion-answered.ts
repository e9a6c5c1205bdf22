import { defineRecord, joined, type RecordOf, text } from '../define.ts';
import { numbered, step } from './opinion.ts';

/** What those who raised it are told. */
export const opinionAnswered = defineRecord('opinion.answered', {
  shape: { ...step, text },
  label: '意见答复',
  tells: ({ opinion, text }) => joined(numbered(opinion), text),
  undo: { by: 'author', words: ['反馈'] },
  archive: 'open',
});
export type OpinionAnswered = RecordOf<typeof opinionAnswered>;
