import { defineRecord, joined, minutes, type RecordOf, recordId, text } from '../define.ts';
import { tellSession } from './session-opened.ts';

/** The session is over and lasted this long. */
export const sessionClosed = defineRecord('session.closed', {
  shape: {
    session: recordId,
    minutes,
    /** Why somebody settled it who is not of the unit; absent otherwise. */
    reason: text.exactOptional(),
  },
  label: '会议结束',
  tells: ({ session, minutes, reason }, teller) =>
    joined(`${tellSession(session, teller)}，共 ${minutes} 分钟`, reason),
  undo: { by: 'author', words: ['结束'] },
  archive: 'open',
});
export type SessionClosed = RecordOf<typeof sessionClosed>;
