import type { Card } from '../../journal/outgoing.ts';
import { calledCount, isRunning, presentCount } from '../../progress/sessions.ts';
import type { RecordId, SessionOpened } from '../../records/records.ts';
import { formatMinutes } from '../../time/duration.ts';
import { dayWithWeekday } from '../../wording/format.ts';
import { plain } from '../../wording/plain.ts';
import type { Context } from '../command.ts';

const PREFIX = 'session-';
const idOf = (session: SessionOpened): string => `${PREFIX}${session.id}`;

/** The session whose card was tapped: undefined when no such card was, null when the session has been withdrawn. */
export function sessionTapped({ message: { tapped }, state }: Context): SessionOpened | null | undefined {
  if (!tapped?.startsWith(PREFIX)) return undefined;
  return state.session(tapped.slice(PREFIX.length) as RecordId) ?? null;
}

/** Whether it was this session's card that was tapped. */
export const isTapped = ({ message }: Context, session: SessionOpened): boolean =>
  message.tapped === idOf(session);

/** Check-in by one tap, and how many of how many are there; undefined where a code is asked for, which a tap cannot give. */
export function sessionCard(context: Context, session: SessionOpened): Card | undefined {
  if (session.code !== null) return undefined;
  const { state, roster, zone, say, now } = context;
  const { start, minutes, unit } = session;
  const open = isRunning(state, session, now, zone) || start > now;
  return {
    id: idOf(session),
    title: plain(session.title),
    lines: [
      `${dayWithWeekday(zone.dayOf(start), context.today)}${zone.time(start)}${minutes === null ? '' : `　${formatMinutes(minutes)}`}`,
      plain(unit),
      say('session.card-present', {
        present: presentCount(state, roster, session),
        called: calledCount(roster, session),
        open,
      }),
    ],
    choices: open
      ? [
          { label: '签到', says: '/签到' },
          { label: '线上签到', says: '/签到 线上' },
        ]
      : [],
  };
}
