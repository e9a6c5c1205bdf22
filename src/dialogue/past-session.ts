import type { SessionOpened } from '../ledger/records.ts';
import { sessionsAround } from '../progress/sessions.ts';
import type { Day } from '../time/zone.ts';
import { dayWithWeekday } from '../wording/format.ts';
import { type Context, Refusal } from './command.ts';

/** The session that began last, or the one of a given day. Refuses when there is none. */
export function lastSession(
  context: Context,
  day: Day | undefined,
  which: 'held' | 'around' = 'held',
): SessionOpened {
  const { state, roster, unit, now, zone, say } = context;
  const sessions =
    which === 'held' ? state.sessionsOf(unit.id).toReversed() : sessionsAround(state, roster, unit.id);
  const begun = sessions.filter((session) => session.start <= now).sort((a, b) => b.start - a.start);
  const found = day === undefined ? begun[0] : begun.find((session) => zone.dayOf(session.start) === day);
  if (found) return found;
  throw new Refusal(say('session.none', { day: day ? dayWithWeekday(day) : null }));
}
