import { defineRecord, joined, type RecordOf } from '../define.ts';
import { numbered, step } from './opinion.ts';

/** The unit takes the opinion on. */
export const opinionClaimed = defineRecord('opinion.claimed', {
  shape: step,
  label: '意见认领',
  tells: ({ opinion, unit }) => joined(numbered(opinion), unit),
  undo: { by: 'author', words: ['认领'] },
  archive: 'open',
});
export type OpinionClaimed = RecordOf<typeof opinionClaimed>;
