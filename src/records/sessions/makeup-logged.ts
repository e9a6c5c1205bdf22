import { defineRecord, joined, minutes, person, type RecordOf, recordId, text } from '../define.ts';
import { storedFile } from '../files.ts';
import { tellSession } from './session-opened.ts';

/** Somebody who missed a session has studied its matter since (补学). It counts once a secretary has found it so. */
export const makeupLogged = defineRecord('makeup.logged', {
  shape: {
    session: recordId,
    person,
    /** What was studied, in their own words. */
    what: text,
    minutes,
    file: storedFile.nullable(),
  },
  label: '补学',
  tells: ({ session, person, what, minutes, file }, teller) =>
    joined(teller.name(person), tellSession(session, teller), what, `${minutes} 分钟`, file?.name),
  undo: { by: 'secretary', words: ['补学'] },
  archive: 'open',
});
export type MakeupLogged = RecordOf<typeof makeupLogged>;
