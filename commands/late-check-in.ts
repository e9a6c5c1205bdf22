import { Arguments } from '../src/dialogue/arguments.ts';
import { type Command, type Context, Refusal } from '../src/dialogue/command.ts';
import { requirePerson } from '../src/dialogue/finding.ts';
import { readAttendanceMode } from '../src/dialogue/modes.ts';
import { lastSession } from '../src/dialogue/past-session.ts';
import { permit } from '../src/dialogue/permit.ts';
import { actsAsOffice, putRight, requireReason } from '../src/dialogue/put-right.ts';
import { unitInFront } from '../src/dialogue/unit-in-front.ts';
import { signedInElsewhere } from '../src/progress/overlap.ts';
import { absentees, isSettled } from '../src/progress/sessions.ts';
import type { SessionOpened } from '../src/records/records.ts';
import type { Person, UnitId } from '../src/roster/roster.ts';
import { dayWithWeekday, nameList, shortDay } from '../src/wording/format.ts';
import { excerpt } from '../src/wording/plain.ts';
import type { View } from '../src/wording/wording.ts';

const LONGEST_REASON = 100;

/** The secretary enters people who were there but did not check in. */
export const lateCheckIn: Command = {
  name: '补签',
  aliases: ['bq', 'late'],
  summary: '替到会但没签到的人补登',
  examples: [
    ['/补签 张三 李四', '补登没结束的或最近的一场，现场参加'],
    ['/补签 张三 送学上门 原因 行动不便', '写明方式和原因'],
    ['/补签 昨天 张三', '补登那一天的会议，也可写 3月12日'],
  ],
  decide(speaking, typed) {
    const { context, rest } = unitInFront(speaking, typed);
    const { unit, state, roster, zone, say } = context;
    permit(context, '补签', unit.id);
    const [named = '', reason = ''] = rest.split(/原因[:：]?/, 2);
    const isOffice = actsAsOffice(context, '补签', unit.id);
    if (isOffice) requireReason(context, reason.trim(), `/补签 ${unit.title} 张三 原因 …`);
    const words = new Arguments(named);
    const day = words.takeDay(context.today, 'back');
    const activity = words.takeTerm(context.campaign.activities)?.name;
    const mode = words.take(readAttendanceMode) ?? '现场';
    const group = words.takeTerm(context.campaign.groups)?.name;
    if (words.left.length === 0) throw new Refusal(say('latecheckin.who'));
    const session = lastSession(context, { day, activity, which: 'around' });
    const people = peopleThen(context, words.left, session);
    const present = () => state.attendance(session.id);
    const already = people.filter(({ id }) => present().has(id));
    const missing = people.filter((person) => !already.includes(person));
    const doubled = missing.flatMap((person) => {
      const other = signedInElsewhere(state, person.id, session)?.session;
      return other ? [{ person, other }] : [];
    });
    const fresh = missing.filter((each) => !doubled.some(({ person }) => person === each));
    if (fresh.length === 0 && already.length === 0)
      throw new Refusal(
        say('latecheckin.all-elsewhere', { title: session.title, doubled: doubledView(doubled) }),
      );
    const late = excerpt(reason.trim(), LONGEST_REASON) || say('latecheckin.no-reason');
    const records = fresh.map((person) =>
      context.record(homeThen(context, person, session), {
        kind: 'attended',
        session: session.id,
        person: person.id,
        mode,
        late,
        ...(group === undefined ? {} : { group }),
      }),
    );
    const [first] = records;
    const what = say('putright.entered', {
      title: session.title,
      day: shortDay(zone.dayOf(session.start), context.today),
      names: namesOf(fresh),
    });
    return {
      records,
      messages:
        isOffice && first
          ? putRight(speaking, { unit: unit.id, occasion: first.id, what, reason: late })
          : [],
      reply: () =>
        say('latecheckin.done', {
          title: session.title,
          day: dayWithWeekday(zone.dayOf(session.start), context.today),
          open: !isSettled(state, session) && session.unit === unit.id,
          first: fresh[0]?.name ?? people[0]?.name,
          added: namesOf(fresh),
          already: namesOf(already),
          doubled: doubledView(doubled),
          mode,
          still: namesOf(absentees(state, roster, session, zone, unit.id)),
          present: present().size,
        }),
    };
  },
};

/** Where they were at home on the day: it is that branch's meeting, whoever answers for it since. */
const homeThen = ({ roster }: Context, person: Person, { start }: SessionOpened): UnitId =>
  roster.homeAt(person, start) ?? person.home;

/** Those named, of all who are the unit's now or were so on the day. */
function peopleThen(context: Context, names: readonly string[], session: SessionOpened): Person[] {
  const { roster, unit, say } = context;
  const isOurs = (home: UnitId): boolean => roster.belonged(home, unit.id, session.start);
  const then = roster
    .belowEver(unit.id)
    .filter(isOurs)
    .flatMap((home) => roster.residentsAt(home, session.start));
  const among = new Set([...roster.peopleOf(unit.id), ...then]);
  const people = new Set(names.map((name) => requirePerson(context, name, unit.id, among)));
  const other = [...people].find((person) => !isOurs(homeThen(context, person, session)));
  if (!other) return [...people];
  const home = roster.titleOf(homeThen(context, other, session));
  throw new Refusal(say('latecheckin.came-since', { name: other.name, title: session.title, home }));
}

const doubledView = (
  doubled: readonly { readonly person: Person; readonly other: SessionOpened }[],
): View[] => doubled.map(({ person, other }) => ({ name: person.name, other: other.title }));

const namesOf = (people: readonly Person[]): string =>
  nameList(
    people.map((person) => person.name),
    10,
  );
