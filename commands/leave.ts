import { Arguments } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { personLacks } from '../src/dialogue/standing-lines.ts';
import { isSettled, sessionsAround } from '../src/progress/sessions.ts';
import type { SessionOpened } from '../src/records/records.ts';
import { addDays, type Day, daysBetween } from '../src/time/zone.ts';
import { dayWithWeekday } from '../src/wording/format.ts';
import { excerpt } from '../src/wording/plain.ts';

const LONGEST = 92;
const LONGEST_REASON = 100;

/** Leave from a session, or for days. Whoever is on leave is not reminded. */
export const leave: Command = {
  name: '请假',
  aliases: ['qj', 'leave'],
  summary: '会议请假，或请几天假',
  examples: [
    ['/请假 下乡', '正在开或下一场会议请假'],
    ['/请假 3天 出差', '从今天起三天'],
    ['/请假 3月10日到3月14日 培训', '写明起止日期'],
  ],
  decide(context, rest) {
    const { person, say } = context;
    const words = new Arguments(spaced(rest));
    const from = words.takeDay(context.today);
    const to = words.takeDay(context.today);
    const days = words.take(readDays);
    words.takeTime();
    const reason = readReason(context, words.left);
    if (from === undefined && days === undefined) {
      const session = nextSession(context);
      if (session) return fromSession(context, session, reason);
    }
    const first = from ?? context.today;
    const last = to ?? addDays(first, (days ?? 1) - 1);
    refuseOddSpan(context, first, last);
    refuseAgain(context, first, last);
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
      reply: () =>
        say('leave.days', {
          from: dayWithWeekday(first, context.today),
          to: first === last ? null : dayWithWeekday(last, context.today),
          reason,
          lacks: personLacks(context).map((line) => ({ line })),
        }),
    };
  },
};

/** `3月10日到14日` and `3天出差` with spaces where one word ends; 到 of 到县城 stays where it is. */
function spaced(rest: string): string {
  return rest
    .normalize('NFKC')
    .replace(/(\d{1,2}月)(\d{1,2})[日号]?\s*(?:到|至|~|-+|—+)\s*(\d{1,2})[日号]/g, '$1$2日 $1$3日')
    .replace(
      /(?<=[日号天一二三四五六\d])\s*(?:到|至|~|-+|—+)\s*(?=\d+[月日号/]|[今明后大本这下周星礼])/g,
      ' ',
    )
    .replace(/(^|\s)(\d{1,3}|[半一两二三四五六七八九十])[天日](?=\S)/g, '$& ');
}

function readReason({ say }: Context, left: readonly string[]): string {
  const unclear = left.find((word) => /\d+[月日号天]/.test(word));
  if (unclear !== undefined) throw new Refusal(say('leave.unclear', { word: excerpt(unclear, 20) }));
  return excerpt(left.join(' '), LONGEST_REASON) || say('leave.no-reason');
}

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
    reply: () =>
      say('leave.session', {
        title: session.title,
        day: dayWithWeekday(day, context.today),
        reason,
        lacks: personLacks(context).map((line) => ({ line })),
      }),
  };
}

/** The next session that is announced or running; those already answered to come last. */
function nextSession({ state, roster, person, today, zone }: Context): SessionOpened | undefined {
  const leaves = new Set(state.leavesOf(person.id).map(({ session }) => session));
  const coming = sessionsAround(state, roster, person.home)
    .filter((session) => !isSettled(state, session) && zone.dayOf(session.start) >= today)
    .reverse();
  const open = coming.find(({ id }) => !leaves.has(id) && !state.attendance(id).has(person.id));
  return open ?? coming[0];
}

function readDays(word: string): number | undefined {
  const match = /^(半|一|两|二|三|四|五|六|七|八|九|十|\d{1,3})天$/.exec(word);
  if (!match) return undefined;
  const text = match[1] ?? '';
  if (text === '半') return 1;
  if (text === '两') return 2;
  const digit = '一二三四五六七八九十'.indexOf(text);
  return digit < 0 ? Number(text) : digit + 1;
}

/** Days that are all within a leave already taken. */
function refuseAgain({ state, person, say, today }: Context, from: Day, to: Day): void {
  const taken = state
    .leavesOf(person.id)
    .find((each) => each.session === null && each.from <= from && to <= each.to);
  if (taken)
    throw new Refusal(
      say('leave.days-already', {
        from: dayWithWeekday(taken.from, today),
        to: taken.from === taken.to ? null : dayWithWeekday(taken.to, today),
      }),
    );
}

function refuseOddSpan({ today, say }: Context, from: Day, to: Day): void {
  if (to < from) throw new Refusal(say('leave.backwards'));
  if (to < today) throw new Refusal(say('leave.past'));
  if (daysBetween(from, to) > LONGEST) throw new Refusal(say('leave.too-long', { days: LONGEST }));
}
