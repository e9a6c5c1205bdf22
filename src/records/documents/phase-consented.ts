import { defineRecord, joined, type RecordOf, text } from '../define.ts';

/** The level above agreed that a phase may end, as the office noted it down. */
export const phaseConsented = defineRecord('phase.consented', {
  shape: {
    phase: text,
    /** Who agreed and when, or the number of the letter. */
    words: text,
  },
  label: '上级同意转段',
  tells: ({ phase, words }) => joined(phase, words),
  undo: { by: 'author', words: ['环节同意'] },
  archive: 'open',
});
export type PhaseConsented = RecordOf<typeof phaseConsented>;
