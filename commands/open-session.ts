import type { Campaign } from '../src/campaign/campaign.ts';
import { Arguments, tellsTime } from '../src/dialogue/arguments.ts';
import { sessionCard } from '../src/dialogue/cards/session-card.ts';
import { splitChair } from '../src/dialogue/chair.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { CODE, splitJoint } from '../src/dialogue/joint-session.ts';
import { choicesOf } from '../src/dialogue/named-session.ts';
import { permit } from '../src/dialogue/permit.ts';
import { DAYS_AHEAD, DAYS_BACK } from '../src/dialogue/session-limits.ts';
import { plannedShortfalls } from '../src/dialogue/session-lines.ts';
import { orderWarnings } from '../src/dialogue/session-warnings.ts';
import type { Outgoing } from '../src/journal/outgoing.ts';
import { isSettled, openSessions } from '../src/progress/sessions.ts';
import type { SessionOpened } from '../src/records/records.ts';
import type { PersonId, UnitId } from '../src/roster/roster.ts';
import { HOUR, type Instant } from '../src/time/clock.ts';
import { formatMinutes } from '../src/time/duration.ts';
import { addDays, type Day } from '../src/time/zone.ts';
import { dayWithWeekday } from '../src/wording/format.ts';
import { nearest } from '../src/wording/nearest.ts';
import { excerpt } from '../src/wording/plain.ts';
import type { View } from '../src/wording/wording.ts';

/** It is another session than the one like it that is on record. */
const ANOTHER = /^另(?:开|外)?一?场?$/;
const NINE = 9 * 60;
const LONGEST_TITLE = 30;

/** Opens a session that people can check in to. */
export const openSession: Command = {
  name: '开会',
  aliases: ['kh', 'open', '开课', '开学'],
  summary: '登记一次学习、讨论等活动，开始签到',
  isDecidedInTurn: true,
  examples: [
    ['/开会 {{meeting}}', '现在开始，预计半天'],
    ['/开会 集中学习 明天上午 3小时', '预告明天的学习'],
    ['/开会 座谈会 主持 张三', '记下由谁主持或主讲'],
    ['/开会 集中学习 群组共学 联合 县卫生局', '和别的单位一起'],
    ['/开会 {{meeting}} 口令', '签到要报口令'],
  ],
  decide(context, rest) {
    const { unit, say } = context;
    permit(context, '开会', unit.id);
    const plan = readPlan(context, rest);
    refuseTwin(context, plan);
    const code = plan.withCode ? String(1000 + context.draw(9000)) : null;
    const session = context.record(unit.id, {
      kind: 'session.opened',
      activity: plan.activity,
      topic: plan.topic,
      title: plan.title,
      mode: plan.mode,
      start: plan.start,
      minutes: plan.minutes,
      joined: plan.joined,
      code,
      ...(plan.chair === null ? {} : { chair: plan.chair }),
    });
    const announced = groupsToTell(context, session);
    const tap = context.place === 'group' && !isPast(context, session) && code === null;
    return {
      records: [session],
      messages: announcements(context, session, announced),
      card: () => (tap ? sessionCard(context, session) : undefined),
      reply: () =>
        say('session.opened', {
          ...describe(context, session),
          joined: session.joined.map((id) => context.roster.titleOf(id)).join('、'),
          tap,
          deaf: announced
            .filter((id) => !context.reach.reachesGroup(id))
            .map((id) => context.roster.titleOf(id))
            .join('、'),
          later: session.start > context.now,
          past: isPast(context, session),
          lengthKnown: session.minutes !== null,
          code: context.place === 'private' ? code : null,
          secretCode: context.place === 'group' && code !== null,
          others: stillOpen(context, session),
          shortfalls: plannedShortfalls(context, session).map((line) => ({ line })),
          untimely: orderWarnings(context, session).map((line) => ({ line })),
        }),
    };
  },
};

const isPast = ({ zone, today }: Context, session: SessionOpened): boolean =>
  zone.dayOf(session.start) < today;

/** Said twice, a session would be held twice: whoever really means another one says so. */
function refuseTwin({ state, unit, zone, say, now }: Context, plan: Plan): void {
  const twin = state
    .sessionsOf(unit.id)
    .find(
      (session) =>
        session.activity === plan.activity &&
        session.topic === plan.topic &&
        Math.abs(session.start - plan.start) <= HOUR &&
        !isSettled(state, session),
    );
  if (!twin || plan.isAnother) return;
  throw new Refusal(
    say('session.twin', {
      title: twin.title,
      day: dayWithWeekday(zone.dayOf(twin.start), zone.dayOf(now)),
      time: zone.time(twin.start),
      begun: twin.start <= now,
    }),
  );
}

/** What has begun and was not settled by the time another one is opened. */
function stillOpen(context: Context, opened: SessionOpened): View[] {
  const { state, now, zone, today } = context;
  const open = openSessions(state, opened.unit, now);
  return choicesOf(context, open).flatMap((choice, index) => {
    const session = open[index];
    if (!session || session.id === opened.id) return [];
    return [{ ...choice, forgotten: zone.dayOf(session.start) < today }];
  });
}

interface Plan {
  readonly activity: string;
  readonly topic: string | null;
  readonly mode: string | null;
  readonly title: string;
  readonly start: Instant;
  readonly minutes: number | null;
  readonly joined: readonly UnitId[];
  readonly chair: PersonId | null;
  readonly withCode: boolean;
  readonly isAnother: boolean;
}

function readPlan(context: Context, rest: string): Plan {
  const { campaign, today, zone, now } = context;
  const { own: said, joined } = splitJoint(context, rest);
  const { own, chair } = splitChair(context, said);
  const words = new Arguments(own);
  const withCode = words.take((word) => CODE.test(word) || undefined) ?? false;
  const isAnother = words.take((word) => ANOTHER.test(word) || undefined) ?? false;
  const activity = words.takeTerm(campaign.activities);
  if (!activity) refuseUnknownActivity(context, words.left);
  const topic = words.takeTerm(campaign.topics)?.name ?? null;
  const mode = words.takeTerm(campaign.modes)?.name ?? null;
  const day = words.takeDay(today) ?? today;
  const time = words.takeTime();
  const stated = words.takeDuration(campaign.studyDay);
  refuseFarDay(context, day);
  refuseOddTitle(context, words.left);
  const start = time ? zone.at(day, time.minute) : day === today ? now : zone.at(day, NINE);
  const title = [topic, ...words.left].filter((word) => word !== null).join('') + activity.name;
  return {
    activity: activity.name,
    topic,
    mode,
    title,
    start,
    minutes: stated ?? (time?.vague ? halfDay(campaign) : null),
    joined,
    chair,
    withCode,
    isAnother,
  };
}

function refuseUnknownActivity({ campaign, say }: Context, left: readonly string[]): never {
  const names = campaign.activities.map(({ name }) => name);
  const near = left.map((word) => nearest(word, names)).find((name) => name !== undefined);
  throw new Refusal(say('session.which-activity', { near, activities: names.join('、') }));
}

/** What is left becomes part of the title, unless it looks like a time nobody understood. */
function refuseOddTitle({ say }: Context, left: readonly string[]): void {
  const unclear = left.find(tellsTime);
  if (unclear !== undefined) throw new Refusal(say('session.time-unclear', { word: excerpt(unclear, 10) }));
  if (left.join('').length > LONGEST_TITLE)
    throw new Refusal(say('session.title-too-long', { longest: LONGEST_TITLE }));
}

const halfDay = (campaign: Campaign): number => campaign.studyDay.halfDay;

function refuseFarDay({ today, say }: Context, day: Day): void {
  if (day < addDays(today, -DAYS_BACK)) throw new Refusal(say('session.too-late', { days: DAYS_BACK }));
  if (day > addDays(today, DAYS_AHEAD)) throw new Refusal(say('session.too-early', { days: DAYS_AHEAD }));
}

function describe({ zone, unit, roster, today }: Context, session: SessionOpened) {
  return {
    title: session.title,
    mode: session.mode,
    chair: session.chair === undefined ? null : roster.nameOf(session.chair),
    unit: unit.title,
    day: dayWithWeekday(zone.dayOf(session.start), today),
    time: zone.time(session.start),
    length: session.minutes === null ? null : formatMinutes(session.minutes),
  };
}

/** Groups that were not there when it was said: those of the units that join, and one's own when it was said in private. */
function groupsToTell({ place }: Context, session: SessionOpened): UnitId[] {
  return [...(place === 'private' ? [session.unit] : []), ...session.joined];
}

function announcements(context: Context, session: SessionOpened, units: readonly UnitId[]): Outgoing[] {
  const text = context.say('session.announced', {
    ...describe(context, session),
    code: session.code !== null,
  });
  const card = sessionCard(context, session);
  return units.map((unit) => ({
    key: `session/${session.id}/${unit}`,
    to: { kind: 'group', unit },
    content: card ? { type: 'card', card, text } : { type: 'markdown', mention: [], text },
    covers: [],
    nudges: [],
    expires: session.start + 24 * 3_600_000,
  }));
}
