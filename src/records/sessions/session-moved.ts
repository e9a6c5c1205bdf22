import { defineRecord, instant, joined, type RecordOf, recordId, type Teller } from '../define.ts';
import { tellSession } from './session-opened.ts';

const moment = (at: number, teller: Teller): string => `${teller.day(at)} ${teller.time(at)}`;

/** A session that had not begun begins at another time. Whoever wants it back moves it again, so that everybody is told. */
export const sessionMoved = defineRecord('session.moved', {
  shape: { session: recordId, from: instant, start: instant },
  label: '会议改期',
  tells: ({ session, from, start }, teller) =>
    joined(tellSession(session, teller), `由 ${moment(from, teller)} 改到 ${moment(start, teller)}`),
  undo: 'never',
  archive: 'open',
});
export type SessionMoved = RecordOf<typeof sessionMoved>;
