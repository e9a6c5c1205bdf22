import { z } from 'zod';
import { defineRecord, joined, type RecordOf, recordId, text } from '../define.ts';
import { numbered, RAISER_WITHHELD, step } from './opinion.ts';

/** Said of one answer, by whoever raised the opinion or gathered it. The last word counts. */
export const opinionRated = defineRecord('opinion.rated', {
  shape: { ...step, answer: recordId, satisfied: z.boolean(), text: text.nullable() },
  label: '意见评价',
  tells: ({ opinion, satisfied, text }) => joined(numbered(opinion), satisfied ? '满意' : '不满意', text),
  undo: { by: 'author', words: ['评价'] },
  archive: { withholds: 'whole', why: (_, view) => (view.own ? undefined : RAISER_WITHHELD) },
});
export type OpinionRated = RecordOf<typeof opinionRated>;
