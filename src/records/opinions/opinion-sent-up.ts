import { defineRecord, joined, type RecordOf, text } from '../define.ts';
import { numbered, step } from './opinion.ts';

/** Not for a unit of this campaign: reported to the level above. */
export const opinionSentUp = defineRecord('opinion.sent-up', {
  shape: { ...step, to: text },
  label: '意见上报',
  tells: ({ opinion, to }) => joined(numbered(opinion), `上报${to}`),
  undo: { by: 'author', words: ['意见上报'] },
  archive: 'open',
});
export type OpinionSentUp = RecordOf<typeof opinionSentUp>;
