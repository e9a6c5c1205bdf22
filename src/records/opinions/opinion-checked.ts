import { z } from 'zod';
import { defineRecord, joined, type RecordOf, text } from '../define.ts';
import { numbered, step } from './opinion.ts';

/** Whether what was done about it holds, as somebody else has seen for themselves. */
export const opinionChecked = defineRecord('opinion.checked', {
  shape: { ...step, passed: z.boolean(), text: text.nullable() },
  label: '整改核实',
  tells: ({ opinion, passed, text }) => joined(numbered(opinion), passed ? '通过' : '不通过', text),
  undo: { by: 'author', words: ['核实'] },
  archive: 'open',
});
export type OpinionChecked = RecordOf<typeof opinionChecked>;
