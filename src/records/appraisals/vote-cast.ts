import { z } from 'zod';
import { defineRecord, type RecordOf, recordId } from '../define.ts';

/** Somebody has voted on these subjects. Says nothing of how: that stands in the box, without a name and without a time. */
export const voteCast = defineRecord('vote.cast', {
  shape: { appraisal: recordId, subjects: z.array(z.number()) },
  label: '投票',
  tells: () => '',
  undo: 'never',
  archive: { withholds: 'whole', why: () => '投票只归档结果，不留谁、什么时候投的票' },
});
export type VoteCast = RecordOf<typeof voteCast>;
