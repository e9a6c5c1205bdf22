import { z } from 'zod';
import {
  defineRecord,
  instant,
  joined,
  minutes,
  person,
  type RecordOf,
  type Teller,
  text,
  unit,
} from '../define.ts';
import type { RecordId } from '../ids.ts';

/** Something people gather for. */
export const sessionOpened = defineRecord('session.opened', {
  shape: {
    activity: text,
    topic: text.nullable(),
    title: text,
    /** One of the campaign's session modes (five-modes), or null when not said. */
    mode: text.nullable(),
    start: instant,
    /** How long it is meant to last; the real length is settled when it is closed. */
    minutes: minutes.nullable(),
    joined: z.array(unit),
    /** Sign-in code to be typed with 签到, or null for none. */
    code: text.nullable(),
    /** Who chairs it or speaks at it; absent where nobody was named. */
    chair: person.exactOptional(),
  },
  label: '开会',
  tells: (session, teller) =>
    joined(
      `“${session.title}”`,
      session.activity,
      session.topic,
      session.mode,
      `${teller.day(session.start)} ${teller.time(session.start)} 开始`,
      session.minutes === null ? null : `预计 ${session.minutes} 分钟`,
      session.joined.length === 0 ? null : `一同参加：${session.joined.join('、')}`,
      session.chair === undefined ? null : `主持或主讲：${teller.name(session.chair)}`,
    ),
  undo: { by: 'author', words: ['开会'] },
  archive: 'open',
});
export type SessionOpened = RecordOf<typeof sessionOpened>;

/** The day and title of the session that a record is about. */
export function tellSession(id: RecordId, teller: Teller): string {
  const session = teller.find(sessionOpened, id);
  return session ? `${teller.day(session.start)}“${session.title}”` : '（找不到的会）';
}
