import { defineRecord, joined, person, type RecordOf } from '../define.ts';
import { fileContents, storedFile } from '../files.ts';

/** A file that came without saying what it is for; a later command may take it. */
export const fileReceived = defineRecord('file.received', {
  shape: {
    person,
    file: storedFile,
    /** What was read out of it; absent where nothing was tried. */
    contents: fileContents.exactOptional(),
  },
  label: '来件',
  tells: ({ person, file }, teller) => joined(teller.name(person), file.name),
  undo: 'never',
  archive: {
    withholds: 'part',
    why: ({ file }, view) => (view.keepsFile(file) ? undefined : '没有用在可以归档的记录里的来件，不归档'),
    keeps: ({ person }) => ({ person }),
    tells: ({ person }, teller) => teller.name(person),
  },
});
export type FileReceived = RecordOf<typeof fileReceived>;
