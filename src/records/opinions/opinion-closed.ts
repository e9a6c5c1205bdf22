import { day, defineRecord, joined, object, type RecordOf, text } from '../define.ts';
import { numbered, step } from './opinion.ts';

/** Nothing more is to be done about it for now. */
export const opinionClosed = defineRecord('opinion.closed', {
  shape: {
    ...step,
    /** When it cannot be solved now: what will be done and by when. Null for one that is answered and well rated. */
    plan: object({ text, until: day }).nullable(),
  },
  label: '意见销号',
  tells: ({ opinion, plan }) => joined(numbered(opinion), plan && `以后再办：${plan.text}，${plan.until} 前`),
  undo: { by: 'author', words: ['销号'] },
  archive: 'open',
});
export type OpinionClosed = RecordOf<typeof opinionClosed>;
