import { Arguments } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { choicesOf, sessionsNamed, takeName } from '../src/dialogue/named-session.ts';
import { permit } from '../src/dialogue/permit.ts';
import { DAYS_AHEAD } from '../src/dialogue/session-limits.ts';
import { deafIn, sessionNews } from '../src/dialogue/session-news.ts';
import { orderWarnings } from '../src/dialogue/session-warnings.ts';
import { comingSessions, isRunning, openSessions } from '../src/progress/sessions.ts';
import type { Attended, SessionOpened } from '../src/records/records.ts';
import type { Instant } from '../src/time/clock.ts';
import { addDays, type Day } from '../src/time/zone.ts';
import { dayWithWeekday } from '../src/wording/format.ts';
import { excerpt } from '../src/wording/plain.ts';

/**
 * Moves a session that has not begun. Who has leave and the code stay; whoever was told is told. Those who signed in early do so
 * again: being there for the old time says nothing of the new one.
 */
export const moveSession: Command = {
  name: '改期',
  aliases: ['gq', 'move', '改时间'],
  summary: '会议改期，并告诉大家',
  isDecidedInTurn: true,
  examples: [
    ['/改期 周四下午3点', '下一场会改到那时'],
    ['/改期 集中学习 3月12日', '预告了几场时写明哪一场；时刻不变'],
  ],
  decide(context, rest) {
    const { unit, say, state, now } = context;
    permit(context, '改期', unit.id);
    const words = new Arguments(rest.replaceAll(/改到|改为|改成|推迟到|提前到/g, ' '));
    const coming = comingSessions(state, unit.id, now);
    const name = takeName(context, words, coming);
    const { which, to } = readTimes(context, words);
    const [session, ...others] = sessionsNamed(context, coming, { ...name, ...which });
    if (!session)
      throw new Refusal(say('move.none', { running: openSessions(state, unit.id, now).at(-1)?.title }));
    if (others.length > 0)
      throw new Refusal(say('move.which', { choices: choicesOf(context, [session, ...others]) }));
    const start = newStart(context, session, to);
    const moved = context.record(session.unit, {
      kind: 'session.moved',
      session: session.id,
      from: session.start,
      start,
    });
    const early = signedInTooEarly(context, { ...session, start });
    const view = {
      unit: context.roster.titleOf(session.unit),
      title: session.title,
      ...momentView(context, session.start, 'old'),
      ...momentView(context, start, 'new'),
      code: session.code !== null,
      early: early.length,
    };
    const voided = early.map(({ id, unit: home }) =>
      context.record(home, { kind: 'record.voided', target: id, reason: say('move.sign-in-off', view) }),
    );
    const messages = sessionNews(context, { ...session, start }, moved.id, say('move.announced', view));
    return {
      records: [moved, ...voided],
      messages,
      reply: () =>
        say('move.done', {
          ...view,
          told: messages.length > 0,
          deaf: deafIn(context, messages),
          untimely: orderWarnings(context, { ...session, start }).map((line) => ({ line })),
        }),
    };
  },
};

/** Sign-ins that nobody could give at the time it begins now. */
const signedInTooEarly = ({ state, zone }: Context, moved: SessionOpened): readonly Attended[] =>
  [...state.attendance(moved.id).keys()]
    .flatMap((person) => state.attendedBy(person))
    .filter(({ session, at }) => session === moved.id && !isRunning(state, moved, at, zone));

interface Moment {
  readonly day: Day | undefined;
  readonly minute: number | undefined;
}

/** Of two days, and of two times, the first names the session and the second is when it is moved to. */
function readTimes(context: Context, words: Arguments): { readonly which: Moment; readonly to: Moment } {
  const { say, today } = context;
  const days = [words.takeDay(today), words.takeDay(today)].filter((day) => day !== undefined);
  const minutes = [words.takeTime(), words.takeTime()].flatMap((time) => time?.minute ?? []);
  const [unclear] = words.left;
  if (unclear !== undefined) throw new Refusal(say('move.unclear', { word: excerpt(unclear, 10) }));
  const to = { day: days.at(-1), minute: minutes.at(-1) };
  if (to.day === undefined && to.minute === undefined) throw new Refusal(say('move.when'));
  return {
    which: {
      day: days.length > 1 ? days[0] : undefined,
      minute: minutes.length > 1 ? minutes[0] : undefined,
    },
    to,
  };
}

function newStart(
  { zone, now, today, say }: Context,
  session: SessionOpened,
  { day, minute }: Moment,
): Instant {
  const to = day ?? zone.dayOf(session.start);
  const start = zone.at(to, minute ?? zone.wall(session.start).minute);
  const view = {
    title: session.title,
    day: dayWithWeekday(to, today),
    time: zone.time(start),
    days: DAYS_AHEAD,
  };
  if (start === session.start) throw new Refusal(say('move.same', view));
  if (start <= now) throw new Refusal(say('move.past', view));
  if (to > addDays(today, DAYS_AHEAD)) throw new Refusal(say('move.too-far', view));
  return start;
}

const momentView = ({ zone, today }: Context, at: Instant, name: 'old' | 'new') => ({
  [name]: `${dayWithWeekday(zone.dayOf(at), today)}${zone.time(at)}`,
});
