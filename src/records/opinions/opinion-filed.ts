import { defineRecord, joined, type RecordOf, text } from '../define.ts';
import { numbered, opinionTags, RAISER_WITHHELD } from './opinion.ts';

/** An opinion by name, or gathered from people who need no name. Anonymous ones stand in the box. */
export const opinionFiled = defineRecord('opinion.filed', {
  shape: {
    ...opinionTags,
    number: text,
    /** Word for word. */
    text,
    /** Where it was gathered; null for one's own opinion, by name. */
    source: text.nullable(),
  },
  label: '意见',
  tells: ({ number, text, source }) => joined(numbered(number), text, source),
  undo: { by: 'author', words: ['意见'] },
  archive: { withholds: 'whole', why: (_, view) => (view.own ? undefined : RAISER_WITHHELD) },
});
export type OpinionFiled = RecordOf<typeof opinionFiled>;
