import type { Card } from '../../journal/outgoing.ts';
import { watchesGroups } from '../../progress/attendee-groups.ts';
import { calledCount, isRunning, presentCount } from '../../progress/sessions.ts';
import type { RecordId, SessionOpened } from '../../records/records.ts';
import { formatMinutes } from '../../time/duration.ts';
import { dayWithWeekday } from '../../wording/format.ts';
import { plain } from '../../wording/plain.ts';
import type { Context } from '../command.ts';

const PREFIX = 'session-';
/** A card has six buttons at most: https://developer.work.weixin.qq.com/document/path/101032 */
const MOST_GROUPS = 5;
const idOf = (session: SessionOpened): string => `${PREFIX}${session.id}`;

/** The session whose card was tapped: undefined when no such card was, null when the session has been withdrawn. */
export function sessionTapped({ message: { tapped }, state }: Context): SessionOpened | null | undefined {
  if (!tapped?.startsWith(PREFIX)) return undefined;
  return state.session(tapped.slice(PREFIX.length) as RecordId) ?? null;
}

/** Whether it was this session's card that was tapped. */
export const isTapped = ({ message }: Context, session: SessionOpened): boolean =>
  message.tapped === idOf(session);

/** As many groups as a card has buttons left: those the roster cannot tell, whose people have to say it. */
const askedGroups = ({ campaign }: Context) =>
  campaign.groups
    .filter(({ role, flag }) => role.length === 0 && flag.length === 0)
    .slice(0, MOST_GROUPS)
    .map(({ name }) => ({ label: plain(name), says: `/签到 ${name}` }));

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
      plain(roster.titleOf(unit)),
      say('session.card-present', {
        present: presentCount(state, roster, session),
        called: calledCount(roster, session),
        open,
      }),
    ],
    choices: open
      ? [
          { label: '签到', says: '/签到' },
          ...(watchesGroups(context.campaign, { ...session, day: zone.dayOf(start) })
            ? askedGroups(context)
            : [{ label: '线上签到', says: '/签到 线上' }]),
        ]
      : [],
  };
}
