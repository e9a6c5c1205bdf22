import { z } from 'zod';
import { defineRecord, joined, type RecordOf, text } from '../define.ts';
import { storedFile } from '../files.ts';

/** One version of a plan, speech, summary or report that a unit sends up. Each is whole in itself. */
export const documentSent = defineRecord('document.sent', {
  shape: {
    /** One of the campaign's document types. */
    type: text,
    /** 1 for the first of its type and unit. */
    version: z.number(),
    /** What it is registered under, county-wide. Two that were sent in the very same moment may share one. */
    number: z.number(),
    text: text.nullable(),
    file: storedFile.nullable(),
    /** Which of the points the type has to state are stated, by the sender's own words. */
    points: z.array(text),
  },
  label: '报送文件',
  tells: ({ unit, type, version, number, text, file }) =>
    joined(unit, `${type}第 ${version} 稿`, `登记号 ${number}`, file?.name, text),
  undo: { by: 'author', words: ['报送'] },
  archive: 'open',
});
export type DocumentSent = RecordOf<typeof documentSent>;
