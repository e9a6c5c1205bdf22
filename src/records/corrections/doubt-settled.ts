import { defineRecord, type RecordOf, text } from '../define.ts';

/** Somebody in charge has looked again at records that seemed doubtful. It changes no count. */
export const doubtSettled = defineRecord('doubt.settled', {
  shape: {
    /** The key of the doubt: what was looked at, and as it was then. */
    doubt: text,
    /** What was found, in their words. */
    note: text,
  },
  label: '存疑核对',
  tells: ({ note }) => note,
  undo: 'never',
  archive: {
    withholds: 'part',
    why: (_, view) => (view.own ? undefined : '督导的看法和记录只归入活动办自己的档案'),
    keeps: () => ({}),
    tells: () => '',
  },
});
export type DoubtSettled = RecordOf<typeof doubtSettled>;
