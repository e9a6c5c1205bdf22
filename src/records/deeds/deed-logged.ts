import { defineRecord, joined, type RecordOf, text } from '../define.ts';
import { DEEDS, deedShape } from './deed.ts';

/** Somebody has visited, talked, read, taught… */
export const deedLogged = defineRecord('deed.logged', {
  shape: {
    ...deedShape,
    /** What was done there, one of the deed's own words (集体学习 at a contact point); null where that is not asked. */
    act: text.nullable(),
  },
  label: '走访等实事',
  tells: ({ person, deed, target, day, act, note }, teller) =>
    joined(teller.name(person), deed, target, day, act, note),
  undo: { by: 'secretary', words: DEEDS },
  archive: 'open',
});
export type DeedLogged = RecordOf<typeof deedLogged>;
