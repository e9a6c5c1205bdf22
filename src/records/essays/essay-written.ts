import { z } from 'zod';
import { defineRecord, joined, person, type RecordOf, text } from '../define.ts';
import { storedFile } from '../files.ts';

/** A 体会文章, typed or as a file. */
export const essayWritten = defineRecord('essay.written', {
  shape: {
    person,
    topic: text,
    text: text.nullable(),
    file: storedFile.nullable(),
    /** Characters of text without white space; 0 for a file whose text is not known. */
    length: z.number(),
  },
  label: '体会文章',
  tells: ({ person, topic, length }, teller) =>
    joined(teller.name(person), `“${topic}”`, length > 0 ? `${length} 字` : null),
  undo: { by: 'secretary', words: ['体会'] },
  archive: {
    withholds: 'part',
    why: (essay, view) =>
      view.mayReadEssay(essay) ? undefined : '体会文章按规定只由支部阅读，这里只记有这一篇',
    keeps: ({ person, topic }) => ({ person, topic }),
    tells: ({ person, topic }, teller) => joined(teller.name(person), `“${topic}”`),
  },
});
export type EssayWritten = RecordOf<typeof essayWritten>;
