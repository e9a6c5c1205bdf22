import { isKind } from '../src/campaign/measures/selector.ts';
import { may } from '../src/dialogue/access.ts';
import { Arguments } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { choicesOf, sessionsNamed, takeName } from '../src/dialogue/named-session.ts';
import { permit } from '../src/dialogue/permit.ts';
import { actsAsOffice, putRight, requireReason } from '../src/dialogue/put-right.ts';
import { settling } from '../src/dialogue/session-lines.ts';
import { orderWarnings } from '../src/dialogue/session-warnings.ts';
import { wordsTo } from '../src/dialogue/to-group.ts';
import { unitInFront } from '../src/dialogue/unit-in-front.ts';
import type { Outgoing } from '../src/journal/outgoing.ts';
import { absentees, called, comingSessions, onLeave, openSessions } from '../src/progress/sessions.ts';
import { EVERYBODY } from '../src/progress/turnout.ts';
import type { SessionOpened } from '../src/records/records.ts';
import type { Person } from '../src/roster/roster.ts';
import { formatMinutes } from '../src/time/duration.ts';
import { addDays, minutesBetween } from '../src/time/zone.ts';
import { dayWithWeekday, nameList, shortDay } from '../src/wording/format.ts';
import { excerpt } from '../src/wording/plain.ts';
import type { View } from '../src/wording/wording.ts';

/** A clock on a wall may differ from ours by so many minutes. */
const TOLERANCE = 15;
const NAMES = 12;
const LONGEST_REASON = 100;

/** Settles a session: how long it was, who was absent, what it counts for or why it does not. */
export const closeSession: Command = {
  name: '结束',
  aliases: ['js', 'close', '散会'],
  summary: '会议结束，结算时长和到会情况',
  isDecidedInTurn: true,
  examples: [
    ['/结束', '按开会到现在的时间算'],
    ['/结束 3小时', '中间有休息，写明实际时长'],
    ['/结束 {{meeting}}', '几场都没有结束时写明哪一场'],
  ],
  decide(speaking, typed) {
    const { context, rest: said } = unitInFront(speaking, typed);
    const { unit, say } = context;
    permit(context, '结束', unit.id);
    refuseStandIn(context);
    const [rest = '', why = ''] = said.split(/原因[:：]?/, 2);
    const reason = excerpt(why.trim(), LONGEST_REASON);
    const isOffice = actsAsOffice(context, '结束', unit.id);
    if (isOffice) requireReason(context, reason, `/结束 ${unit.title} 3小时 原因 …`);
    const { session, stated } = readClosing(context, rest);
    const minutes = settledLength(context, session, stated);
    const counts = settling(context, session);
    const closed = context.record(unit.id, {
      kind: 'session.closed',
      session: session.id,
      minutes,
      ...(reason === '' ? {} : { reason }),
    });
    const what = say('putright.closed', {
      title: session.title,
      day: shortDay(context.zone.dayOf(session.start), context.today),
      length: formatMinutes(minutes),
    });
    return {
      records: [closed],
      messages: [
        ...tellJoined(speaking, session),
        ...(isOffice ? putRight(speaking, { unit: unit.id, occasion: closed.id, what, reason }) : []),
      ],
      reply: () => closedReply(context, session, minutes, counts),
    };
  },
};

/** Each unit that joined is told how many of its own were there, whether that is enough, and what it can still do. */
function tellJoined(
  { progress, reach, campaign, say, zone, today }: Context,
  session: SessionOpened,
): Outgoing[] {
  return session.joined
    .filter((unit) => reach.reachesGroup(unit))
    .map((unit) => {
      const side = progress.facts.sessionsFor(unit).find(({ id }) => id === session.id);
      const turnout = side?.turnout(EVERYBODY);
      const text = say('session.closed-joined', {
        title: session.title,
        day: shortDay(zone.dayOf(session.start), today),
        present: turnout?.present ?? 0,
        expected: turnout?.expected ?? 0,
        lacking: side && progress.isQuorate(side) ? null : campaign.quorum.lacking,
      });
      return wordsTo(unit, `session/${session.id}/${unit}/closed`, text);
    });
}

/** A principal stands in for a secretary who has left, not for one who is there. */
function refuseStandIn({ person, roster, unit, say }: Context): void {
  const duties = person.duties.filter(({ role }) => role !== 'principal');
  if (may({ ...person, duties }, '结束', unit.id, roster)) return;
  const inCharge = [...roster.holders('secretary', unit.id), ...roster.holders('deputy', unit.id)];
  if (inCharge.length > 0) throw new Refusal(say('session.secretary-there', { names: namesOf(inCharge) }));
}

function closedReply(context: Context, session: SessionOpened, minutes: number, counts: () => View): string {
  const { state, roster, zone, say } = context;
  const there = state.attendance(session.id);
  const day = zone.dayOf(session.start);
  const everyone = called(roster, session);
  const present = everyone.filter(({ id }) => there.has(id)).length;
  const away = everyone.filter(({ id }) => !there.has(id) && onLeave(state, id, session, day));
  return say('session.closed', {
    title: session.title,
    day: dayWithWeekday(day, context.today),
    length: formatMinutes(minutes),
    present,
    called: everyone.length,
    guests: there.size - present,
    past: day === context.today ? null : shortDay(day, context.today),
    makeups: asksEverybody(context, session),
    nobody: there.size === 0,
    absent: namesOf(absentees(state, roster, session, zone)),
    away: namesOf(away),
    ...(there.size === 0 ? {} : counts()),
    untimely: orderWarnings(context, session).map((line) => ({ line })),
  });
}

/** Whether somebody has to have been at such a session, and can make up for it. */
const asksEverybody = ({ campaign, zone }: Context, session: SessionOpened): boolean =>
  campaign.requirements.some(
    ({ measure: { measure, sessions } }) =>
      measure === 'attended' &&
      sessions?.activity !== undefined &&
      isKind(sessions, { ...session, day: zone.dayOf(session.start) }),
  );

const namesOf = (people: readonly Person[]): string =>
  nameList(
    people.map(({ name }) => name),
    NAMES,
  );

interface Closing {
  readonly session: SessionOpened;
  readonly stated: number | undefined;
}

/** Which session, where more than one is open, and how long it was. */
function readClosing(context: Context, rest: string): Closing {
  const { campaign, state, unit, now, today, say } = context;
  const open = openSessions(state, unit.id, now);
  const words = new Arguments(rest);
  const name = takeName(context, words, open);
  const day = words.takeDay(today, 'back');
  const stated = words.takeDuration(campaign.studyDay);
  const minute = words.takeTime()?.minute;
  const [unclear] = words.left;
  if (unclear !== undefined) throw new Refusal(say('session.length-unclear', { word: excerpt(unclear, 10) }));
  const [session, ...others] = sessionsNamed(context, open, { ...name, day, minute });
  if (!session)
    throw new Refusal(
      say('session.nothing-open', {
        next: comingSessions(state, unit.id, now)[0]?.title,
        other: open.at(-1)?.title,
      }),
    );
  if (others.length > 0)
    throw new Refusal(say('session.which-open', { choices: choicesOf(context, [session, ...others]) }));
  return { session, stated };
}

/** What the secretary says, within what can be true; else from the start until now, or as planned for a day gone by. */
function settledLength(context: Context, session: SessionOpened, stated: number | undefined): number {
  const { zone, now, today, say } = context;
  const elapsed = Math.max(1, minutesBetween(session.start, now));
  const sameDay = zone.dayOf(session.start) === today;
  if (!sameDay) {
    const length = stated ?? session.minutes;
    if (length === null)
      throw new Refusal(
        say('session.how-long', {
          title: session.title,
          day: dayWithWeekday(zone.dayOf(session.start), today),
        }),
      );
    const untilMidnight = minutesBetween(session.start, zone.at(addDays(zone.dayOf(session.start), 1), 0));
    if (length > untilMidnight)
      throw new Refusal(
        say('session.past-midnight', {
          time: zone.time(session.start),
          most: formatMinutes(untilMidnight),
          stated: formatMinutes(length),
        }),
      );
    return length;
  }
  if (stated !== undefined && stated > elapsed + TOLERANCE)
    throw new Refusal(
      say('session.not-that-long', {
        time: zone.time(session.start),
        elapsed: formatMinutes(elapsed),
        stated: formatMinutes(stated),
        reopen: [session.activity, session.topic].filter((word) => word !== null).join(' '),
      }),
    );
  return stated ?? elapsed;
}
