import { defineRecord, type RecordOf, text } from '../define.ts';

/** The phase has ended; the one after it has begun. */
export const phaseAdvanced = defineRecord('phase.advanced', {
  shape: { phase: text },
  label: '环节结束',
  tells: ({ phase }) => phase,
  undo: { by: 'author', words: ['环节'] },
  archive: 'open',
});
export type PhaseAdvanced = RecordOf<typeof phaseAdvanced>;
