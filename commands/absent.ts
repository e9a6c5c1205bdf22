import { Arguments } from '../src/dialogue/arguments.ts';
import type { Command, Context } from '../src/dialogue/command.ts';
import { requireUnit } from '../src/dialogue/finding.ts';
import { lastSession } from '../src/dialogue/past-session.ts';
import { permit, permitted } from '../src/dialogue/permit.ts';
import { unitsInCharge } from '../src/dialogue/place.ts';
import { actsAsOffice } from '../src/dialogue/put-right.ts';
import { absentees, called, onLeave } from '../src/progress/sessions.ts';
import type { SessionOpened } from '../src/records/records.ts';
import type { Person, Roster, Unit, UnitId } from '../src/roster/roster.ts';
import { dayWithWeekday, nameList, shortDay } from '../src/wording/format.ts';
import type { View } from '../src/wording/wording.ts';

const NAMES = 30;

/** Who has not checked in: the table people ask for is of those who are missing, not of those who are there. */
export const absent: Command = {
  name: '未签',
  aliases: ['wq', 'absent'],
  summary: '看谁还没签到',
  examples: [
    ['/未签', '没结束的或最近一场'],
    ['/未签 昨天', '那一天的，也可写 3月12日'],
    ['/未签 县教育局', '看一个单位'],
  ],
  decide(context, rest) {
    const words = new Arguments(rest);
    const day = words.takeDay(context.today, 'back');
    const activity = words.takeTerm(context.campaign.activities)?.name;
    const unit = unitMeant(context, words.left);
    permit(context, '未签', unit.id);
    const session = lastSession(context, { unit: unit.id, day, activity, which: 'below' });
    return { reply: context.say('absent.list', viewOf(context, session, unit)) };
  },
};

function unitMeant(context: Context, [named]: readonly string[]): Unit {
  if (named !== undefined) return requireUnit(context, named);
  const [first] = context.place === 'private' ? unitsInCharge(context.person, context.roster) : [];
  return first ?? context.unit;
}

function viewOf(context: Context, session: SessionOpened, unit: Unit): View {
  const { state, roster, zone, today } = context;
  const day = zone.dayOf(session.start);
  const ours = called(roster, session).filter((person) => roster.within(person.home, unit.id));
  const there = state.attendance(session.id);
  const missing = absentees(state, roster, session, zone, unit.id);
  const away = ours.filter((person) => !there.has(person.id) && onLeave(state, person.id, session, day));
  return {
    title: session.title,
    unit: unit.title,
    day: dayWithWeekday(day, today),
    present: ours.filter((person) => there.has(person.id)).length,
    called: ours.length,
    missing: namesOf(missing),
    away: namesOf(away),
    host: session.unit === unit.id ? null : session.unit,
    mayAdd:
      permitted(context, '补签', unit.id) &&
      !actsAsOffice(context, '补签', unit.id) &&
      !isBelow(roster, session.unit, unit.id),
    past: day === today ? null : shortDay(day, today),
  };
}

const isBelow = (roster: Roster, unit: UnitId, above: UnitId): boolean =>
  unit !== above && roster.within(unit, above);

const namesOf = (people: readonly Person[]): string =>
  nameList(
    people.map(({ name }) => name),
    NAMES,
  );
