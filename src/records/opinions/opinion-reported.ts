import { defineRecord, type RecordOf } from '../define.ts';
import { numbered, step } from './opinion.ts';

/** Laid before the supervisors, word for word. */
export const opinionReported = defineRecord('opinion.reported', {
  shape: step,
  label: '意见报督导',
  tells: ({ opinion }) => numbered(opinion),
  undo: { by: 'author', words: ['意见报送'] },
  archive: 'open',
});
export type OpinionReported = RecordOf<typeof opinionReported>;
