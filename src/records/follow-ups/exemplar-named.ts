import { z } from 'zod';
import { defineRecord, joined, type RecordOf, recordId, text, unit } from '../define.ts';

export const EXEMPLAR_STAGES = ['提名', '表彰'] as const;

/** Somebody or something is put forward as a model, or honoured as one. */
export const exemplarNamed = defineRecord('exemplar.named', {
  shape: {
    /** Whose model it is. */
    about: unit,
    award: text,
    who: text,
    stage: z.enum(EXEMPLAR_STAGES),
    note: text.nullable(),
    /** Which nomination was honoured; null for a nomination. */
    nomination: recordId.nullable(),
  },
  label: '典型',
  tells: ({ stage, award, who, note }) => joined(stage, award, who, note),
  undo: { by: 'author', words: ['典型'] },
  archive: 'open',
});
export type ExemplarNamed = RecordOf<typeof exemplarNamed>;
