import { defineRecord, joined, type RecordOf } from '../define.ts';
import { deedShape } from './deed.ts';

/** Somebody means to go there on that day. */
export const deedPlanned = defineRecord('deed.planned', {
  shape: deedShape,
  label: '走访等计划',
  tells: ({ person, deed, target, day, note }, teller) =>
    joined(teller.name(person), deed, target, day, note),
  undo: { by: 'author', words: ['计划'] },
  archive: 'open',
});
export type DeedPlanned = RecordOf<typeof deedPlanned>;
