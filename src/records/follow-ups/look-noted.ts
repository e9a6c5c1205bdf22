import { defineRecord, joined, type RecordOf, text, unit } from '../define.ts';

/** What a supervisor saw at a unit. It belongs to the supervisor's own unit. */
export const lookNoted = defineRecord('look.noted', {
  shape: {
    /** The unit that was looked at. */
    about: unit,
    point: text,
    note: text,
  },
  label: '督导记录',
  tells: ({ about, point, note }) => joined(about, point, note),
  undo: { by: 'author', words: ['督导'] },
  archive: {
    withholds: 'whole',
    why: (_, view) => (view.own ? undefined : '督导的看法和记录只归入活动办自己的档案'),
  },
});
export type LookNoted = RecordOf<typeof lookNoted>;
