import { Arguments } from '../src/dialogue/arguments.ts';
import { askedGroups, comeAs } from '../src/dialogue/attendee-groups.ts';
import { isTapped, sessionCard, sessionTapped } from '../src/dialogue/cards/session-card.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { readAttendanceMode } from '../src/dialogue/modes.ts';
import { personLacks } from '../src/dialogue/standing-lines.ts';
import type { Card } from '../src/journal/outgoing.ts';
import { type SignIn, signedInElsewhere } from '../src/progress/overlap.ts';
import {
  calledCount,
  isCalled,
  isRunning,
  isSettled,
  presentCount,
  sessionsAround,
} from '../src/progress/sessions.ts';
import type { SessionOpened } from '../src/records/records.ts';
import { dayWithWeekday, shortDay } from '../src/wording/format.ts';
import { excerpt } from '../src/wording/plain.ts';

/** Notes that the speaker is at a session. */
export const checkIn: Command = {
  name: '签到',
  aliases: ['qd', 'checkin', 'sign', '打卡', '报到'],
  summary: '参加会议签到',
  examples: [
    ['/签到', '人在现场'],
    ['/签到 线上', '通过网络参加'],
    ['/签到 送学上门', '工作人员送学到家'],
    ['/签到 1234', '会上念了四位口令时'],
    ['/签到 换', '同一时间签错了会场，改签这一场'],
  ],
  decide(context, rest) {
    const { person, state, say, zone, roster } = context;
    const words = new Arguments(rest);
    const mode = words.take(readAttendanceMode) ?? '现场';
    const group = words.takeTerm(context.campaign.groups)?.name;
    const code = words.take((word) => (/^\d{2,}$/.test(word) ? word : undefined));
    const choice = words.take((word) => (/^[1-9]$/.test(word) ? Number(word) : undefined));
    const moves = words.take((word) => MOVES.test(word) || undefined) ?? false;
    refuseUnclear(context, words.left);
    const session = chooseSession(context, choice, code);
    const already = state.attendance(session.id).get(person.id);
    if (already && group !== undefined && group !== already.group)
      return { ...comeAs(context, session, already, group), card: () => tappedCard(context, session) };
    if (already)
      return {
        card: tappedCard(context, session),
        reply: say('checkin.already', {
          title: session.title,
          time: zone.time(already.at),
          mode: already.mode,
        }),
      };
    if (session.code !== null && code !== session.code)
      throw new Refusal(
        say(code === undefined ? 'checkin.code-needed' : 'checkin.code-wrong', { title: session.title }),
      );
    const elsewhere = signedInElsewhere(state, person.id, session);
    if (elsewhere && !moves)
      throw new Refusal(say('checkin.elsewhere', otherView(context, session, elsewhere)));
    return {
      records: [
        ...(elsewhere
          ? [
              context.record(elsewhere.record.unit, {
                kind: 'record.voided',
                target: elsewhere.record.id,
                reason: say('checkin.moved', { title: session.title }),
              }),
            ]
          : []),
        context.record(person.home, {
          kind: 'attended',
          session: session.id,
          person: person.id,
          mode,
          late: null,
          ...(group === undefined ? {} : { group }),
        }),
      ],
      card: () => tappedCard(context, session),
      reply: () =>
        say('checkin.done', {
          name: person.name,
          title: session.title,
          mode,
          remote: mode !== '现场',
          time: zone.time(context.now),
          present: presentCount(state, roster, session),
          called: calledCount(roster, session),
          left: elsewhere?.session.title ?? null,
          guest: !isCalled(roster, session, person.home),
          home: roster.unit(person.home)?.name,
          lacks: personLacks(context).map((line) => ({ line })),
          asks: askedGroups(context, session, group),
          topic: isEssayTopic(context, session.topic) ? session.topic : null,
        }),
    };
  },
};

/** The person is here now, and not where they signed in before. */
const MOVES = /^(?:换|换到|换场|改签)$/;

const otherView = ({ zone, place }: Context, session: SessionOpened, { session: other }: SignIn) => ({
  title: session.title,
  other: other.title,
  time: zone.time(other.start),
  inGroup: place === 'group',
});

/** The card that was tapped, with the count as it is now. */
const tappedCard = (context: Context, session: SessionOpened): Card | undefined =>
  isTapped(context, session) ? sessionCard(context, session) : undefined;

/** Whether the campaign asks for an essay on it. */
const isEssayTopic = ({ campaign }: Context, topic: string | null): boolean =>
  topic !== null && campaign.requirements.some(({ measure }) => measure.essayTopics.includes(topic));

const FILLERS: ReadonlySet<string> = new Set(['到', '已到', '我', '本人']);

/** A word that means nothing here may be a colleague's name: nobody is checked in by a guess. */
function refuseUnclear({ person, say }: Context, left: readonly string[]): void {
  const [unclear] = left.filter((word) => !FILLERS.has(word) && word !== person.name);
  if (unclear !== undefined) throw new Refusal(say('checkin.unclear', { word: excerpt(unclear, 10) }));
}

/** The one running session this person can check in to. Refuses, with what to do instead, when there is none or a choice. */
function chooseSession(
  context: Context,
  choice: number | undefined,
  code: string | undefined,
): SessionOpened {
  const { state, roster, person, now, zone, say } = context;
  const around = new Map(
    [
      ...sessionsAround(state, roster, person.home),
      ...(context.place === 'group' ? sessionsAround(state, roster, context.unit.id) : []),
    ].map((session) => [session.id, session]),
  );
  const running = [...around.values()].filter((session) => isRunning(state, session, now, zone));
  const tapped = sessionTapped(context);
  if (tapped !== undefined) return runningOrRefused(context, tapped, running[0]);
  const [only, ...others] = running;
  if (only && others.length === 0) return only;
  if (only) {
    const coded = running.find((session) => session.code !== null && session.code === code);
    const chosen = choice === undefined ? coded : running[choice - 1];
    if (chosen) return chosen;
    const list = running.map((session, index) => ({
      number: index + 1,
      title: session.title,
      time: zone.time(session.start),
      unit: roster.titleOf(session.unit),
      signed: state.attendance(session.id).has(person.id),
    }));
    throw new Refusal(say('checkin.which', { list }));
  }
  const next = [...around.values()]
    .filter((session) => session.start > now && !isSettled(state, session))
    .at(-1);
  throw new Refusal(
    say(
      'checkin.none',
      next
        ? {
            next: next.title,
            day: dayWithWeekday(zone.dayOf(next.start), context.today),
            time: zone.time(next.start),
          }
        : { name: person.name },
    ),
  );
}

/** A card checks in to its own session and to no other, whatever is going on. Refuses while that one is not running. */
function runningOrRefused(
  context: Context,
  tapped: SessionOpened | null,
  running: SessionOpened | undefined,
): SessionOpened {
  const { say, state, zone, now, person } = context;
  const isThere = tapped !== null && state.attendance(tapped.id).has(person.id);
  if (tapped && (isThere || isRunning(state, tapped, now, zone))) return tapped;
  const other = running?.title ?? null;
  if (!tapped) throw new Refusal(say('checkin.card-withdrawn', { other }));
  const day = zone.dayOf(tapped.start);
  throw new Refusal(
    say('checkin.card-not-now', {
      title: tapped.title,
      day: dayWithWeekday(day, context.today),
      ...(tapped.start > now
        ? { ahead: true, time: zone.time(tapped.start) }
        : { past: shortDay(day, context.today), name: person.name }),
      other,
    }),
    sessionCard(context, tapped),
  );
}
