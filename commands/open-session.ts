import type { Campaign } from '../src/campaign/campaign.ts';
import { Arguments, wordsOf } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { requireUnit } from '../src/dialogue/finding.ts';
import { permit } from '../src/dialogue/permit.ts';
import { countsFor } from '../src/dialogue/session-lines.ts';
import type { Outgoing } from '../src/ledger/outgoing.ts';
import type { SessionOpened } from '../src/ledger/records.ts';
import { isSettled } from '../src/progress/sessions.ts';
import type { UnitId } from '../src/roster/roster.ts';
import type { Instant } from '../src/time/clock.ts';
import { formatMinutes } from '../src/time/duration.ts';
import { addDays, type Day } from '../src/time/zone.ts';
import { dayWithWeekday } from '../src/wording/format.ts';

/** A session may be entered this many days after it was held, and announced this many days ahead. */
const DAYS_BACK = 7;
const DAYS_AHEAD = 60;

const NINE = 9 * 60;

/** Opens a session that people can check in to. */
export const openSession: Command = {
  name: '开会',
  aliases: ['kh', 'open', '开课', '开学'],
  summary: '登记一次学习、讨论等活动，开始签到',
  examples: [
    ['/开会 讨论 三思三观 半天', '现在开始，预计半天'],
    ['/开会 集中学习 明天上午 3小时', '预告明天的学习'],
    ['/开会 集中学习 群组共学 联合 县卫生局', '和别的单位一起'],
    ['/开会 讨论 三思三观 半天 口令', '签到要报口令'],
  ],
  decide(context, rest) {
    const { unit, say } = context;
    permit(context, '开会', unit.id);
    refuseSecond(context);
    const plan = readPlan(context, rest);
    const code = plan.withCode ? String(Math.floor(context.random() * 9000) + 1000) : null;
    const filed = context.record(unit.id, {
      kind: 'session.opened',
      unit: unit.id,
      activity: plan.activity,
      topic: plan.topic,
      title: plan.title,
      mode: plan.mode,
      start: plan.start,
      minutes: plan.minutes,
      joined: plan.joined,
      code,
    });
    if (filed.record.kind !== 'session.opened') throw new Error('a session record was expected');
    const session = filed.record;
    return {
      records: [filed],
      messages: announcements(context, session),
      reply: say('session.opened', {
        ...describe(context, session),
        joined: session.joined.map((id) => ({ id })),
        later: session.start > context.now,
        past: context.zone.dayOf(session.start) < context.today,
        code: context.place === 'private' ? code : null,
        secretCode: context.place === 'group' && code !== null,
        ...countsFor(context, session, session.minutes),
      }),
    };
  },
};

function refuseSecond({ state, unit, now, zone, say }: Context): void {
  const open = state
    .sessionsOf(unit.id)
    .find((session) => session.start <= now && !isSettled(state, session));
  if (open)
    throw new Refusal(
      say('session.still-open', {
        title: open.title,
        time: zone.time(open.start),
        day: dayWithWeekday(zone.dayOf(open.start)),
      }),
    );
}

interface Plan {
  readonly activity: string;
  readonly topic: string | null;
  readonly mode: string | null;
  readonly title: string;
  readonly start: Instant;
  readonly minutes: number | null;
  readonly joined: readonly UnitId[];
  readonly withCode: boolean;
}

function readPlan(context: Context, rest: string): Plan {
  const { campaign, today, zone, now, say } = context;
  const { own, joined } = splitJoint(context, rest);
  const words = new Arguments(own);
  const withCode = words.take((word) => (word === '口令' || word === '暗号' ? true : undefined)) ?? false;
  const activity = words.takeTerm(campaign.activities);
  if (!activity)
    throw new Refusal(
      say('session.which-activity', { activities: campaign.activities.map(({ name }) => name).join('、') }),
    );
  const topic = words.takeTerm(campaign.topics)?.name ?? null;
  const mode = words.takeTerm(campaign.modes)?.name ?? null;
  const day = words.takeDay(today) ?? today;
  const time = words.takeTime();
  const stated = words.takeDuration(campaign.studyDay);
  refuseFarDay(context, day);
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
    withCode,
  };
}

const halfDay = (campaign: Campaign): number => campaign.studyDay.halfDay;

/** Unit names follow 联合; what is no unit name belongs to the session itself. */
function splitJoint(
  context: Context,
  rest: string,
): { readonly own: string; readonly joined: readonly UnitId[] } {
  const [own = '', others] = rest.normalize('NFKC').split(/联合|会同/, 2);
  if (others === undefined) return { own: rest, joined: [] };
  const names = wordsOf(others.replace(/[和与]/g, ' '));
  const units = names.map((name) => requireUnit(context, name).id);
  return { own, joined: [...new Set(units)].filter((id) => id !== context.unit.id) };
}

function refuseFarDay({ today, say }: Context, day: Day): void {
  if (day < addDays(today, -DAYS_BACK)) throw new Refusal(say('session.too-late', { days: DAYS_BACK }));
  if (day > addDays(today, DAYS_AHEAD)) throw new Refusal(say('session.too-early', { days: DAYS_AHEAD }));
}

function describe({ zone, unit }: Context, session: SessionOpened) {
  return {
    title: session.title,
    mode: session.mode,
    unit: unit.name,
    day: dayWithWeekday(zone.dayOf(session.start)),
    time: zone.time(session.start),
    length: session.minutes === null ? null : formatMinutes(session.minutes),
  };
}

/** Groups that were not there when it was said: those of the units that join, and one's own when it was said in private. */
function announcements(context: Context, session: SessionOpened): Outgoing[] {
  const own = context.place === 'private' ? [session.unit] : [];
  return [...own, ...session.joined].map((unit) => ({
    key: `session/${session.id}/${unit}`,
    to: { kind: 'group', unit },
    content: {
      type: 'markdown',
      mention: [],
      text: context.say('session.announced', { ...describe(context, session), code: session.code !== null }),
    },
    covers: [],
    nudges: [],
    expires: session.start + 24 * 3_600_000,
  }));
}
