import { defineRecord, joined, type RecordOf, text } from '../define.ts';

/** What a unit says of itself on one point of a checklist. The last word counts. */
export const checkAnswered = defineRecord('check.answered', {
  shape: {
    checklist: text,
    /** The point's own words, so that a list that is reordered keeps its answers. */
    point: text,
    answer: text,
    note: text.nullable(),
  },
  label: '自查',
  tells: ({ unit, checklist, point, answer, note }) => joined(unit, checklist, point, answer, note),
  undo: { by: 'author', words: ['自查', '回头看', '查漏补缺'] },
  archive: 'open',
});
export type CheckAnswered = RecordOf<typeof checkAnswered>;
