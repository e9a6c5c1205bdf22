import { defineRecord, minutes, type RecordOf, recordId } from '../define.ts';
import { tellSession } from './session-opened.ts';

/** The session is over and lasted this long. */
export const sessionClosed = defineRecord('session.closed', {
  shape: { session: recordId, minutes },
  label: '会议结束',
  tells: ({ session, minutes }, teller) => `${tellSession(session, teller)}，共 ${minutes} 分钟`,
  undo: { by: 'author', words: ['结束'] },
  archive: 'open',
});
export type SessionClosed = RecordOf<typeof sessionClosed>;
