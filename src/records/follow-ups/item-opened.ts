import { day, defineRecord, joined, person, type RecordOf, text, unit } from '../define.ts';

/** Something a unit has taken on: a wish to fulfil, a fault to put right, a rule to mend. */
export const itemOpened = defineRecord('item.opened', {
  shape: {
    /** The unit it is numbered under: the one that took it on, or the one it is a branch of. */
    holder: unit,
    pipeline: text,
    /** One of the pipeline's types, where it has any. */
    type: text.nullable(),
    title: text,
    goal: text.nullable(),
    person,
    /** To be done by this day. */
    date: day,
  },
  label: '立项',
  tells: ({ pipeline, type, title, goal, person, date }, teller) =>
    joined(pipeline, type, title, goal, `责任人 ${teller.name(person)}`, `${date} 前`),
  undo: { by: 'author', words: ['事项', '心愿', '立行立改', '建章立制'] },
  archive: 'open',
});
export type ItemOpened = RecordOf<typeof itemOpened>;
