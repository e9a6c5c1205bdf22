import { Arguments } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { personLacks } from '../src/dialogue/standing-lines.ts';
import type { SessionOpened } from '../src/ledger/records.ts';
import { isSettled, sessionsAround } from '../src/progress/sessions.ts';
import { HOUR } from '../src/time/clock.ts';
import { addDays, type Day, daysBetween } from '../src/time/zone.ts';
import { dayWithWeekday } from '../src/wording/format.ts';

/** Leave without dates is for a session that begins within this time, or is running. */
const SOON = 36 * HOUR;
const LONGEST = 92;

/** Leave from a session, or for days. Whoever is on leave is not reminded. */
export const leave: Command = {
  name: '请假',
  aliases: ['qj', 'leave'],
  summary: '会议请假，或请几天假',
  examples: [
    ['/请假 下乡', '这一场会议请假'],
    ['/请假 3天 出差', '从今天起三天'],
    ['/请假 3月10日到3月14日 培训', '写明起止日期'],
  ],
  decide(context, rest) {
    const { person, say } = context;
    const words = new Arguments(rest.replace(/到|至|~|～|—/g, ' '));
    const from = words.takeDay(context.today);
    const to = words.takeDay(context.today);
    const days = words.take(readDays);
    const reason = words.left.join(' ') || say('leave.no-reason');
    if (from === undefined && days === undefined) {
      const session = nextSession(context);
      if (session) return fromSession(context, session, reason);
    }
    const first = from ?? context.today;
    const last = to ?? addDays(first, (days ?? 1) - 1);
    refuseOddSpan(context, first, last);
    return {
      records: [
        context.record(person.home, {
          kind: 'leave.taken',
          person: person.id,
          session: null,
          from: first,
          to: last,
          reason,
        }),
      ],
      reply: say('leave.days', {
        from: dayWithWeekday(first),
        to: first === last ? null : dayWithWeekday(last),
        reason,
        lacks: personLacks(context).map((line) => ({ line })),
      }),
    };
  },
};

function fromSession(context: Context, session: SessionOpened, reason: string) {
  const { person, state, zone, say } = context;
  if (state.attendance(session.id).has(person.id))
    throw new Refusal(say('leave.attended', { title: session.title }));
  const day = zone.dayOf(session.start);
  if (state.leavesOf(person.id).some((taken) => taken.session === session.id))
    throw new Refusal(say('leave.already', { title: session.title }));
  return {
    records: [
      context.record(person.home, {
        kind: 'leave.taken',
        person: person.id,
        session: session.id,
        from: day,
        to: day,
        reason,
      }),
    ],
    reply: say('leave.session', {
      title: session.title,
      day: dayWithWeekday(day),
      reason,
      lacks: personLacks(context).map((line) => ({ line })),
    }),
  };
}

function nextSession({ state, roster, person, now }: Context): SessionOpened | undefined {
  return sessionsAround(state, roster, person.home)
    .filter((session) => !isSettled(state, session) && Math.abs(session.start - now) <= SOON)
    .at(-1);
}

function readDays(word: string): number | undefined {
  const match = /^(半|一|两|二|三|四|五|六|七|\d{1,2})[天日]$/.exec(word);
  if (!match) return undefined;
  const text = match[1] ?? '';
  if (text === '半') return 1;
  if (text === '两') return 2;
  const digit = '一二三四五六七'.indexOf(text);
  return digit < 0 ? Number(text) : digit + 1;
}

function refuseOddSpan({ today, say }: Context, from: Day, to: Day): void {
  if (to < from) throw new Refusal(say('leave.backwards'));
  if (to < today) throw new Refusal(say('leave.past'));
  if (daysBetween(from, to) > LONGEST) throw new Refusal(say('leave.too-long', { days: LONGEST }));
}
