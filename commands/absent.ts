import { Arguments } from '../src/dialogue/arguments.ts';
import type { Command } from '../src/dialogue/command.ts';
import { lastSession } from '../src/dialogue/past-session.ts';
import { permit } from '../src/dialogue/permit.ts';
import { absentees, called, isSettled, onLeave } from '../src/progress/sessions.ts';
import { dayWithWeekday, nameList } from '../src/wording/format.ts';

const NAMES = 30;

/** Who has not checked in: the table people ask for is of those who are missing, not of those who are there. */
export const absent: Command = {
  name: '未签',
  aliases: ['wq', 'absent'],
  summary: '看谁还没签到',
  examples: [
    ['/未签', '最近一场'],
    ['/未签 3月12日', '那一天的'],
  ],
  decide(context, rest) {
    const { unit, state, roster, zone, say } = context;
    permit(context, '未签', unit.id);
    const session = lastSession(context, new Arguments(rest).takeDay(context.today), 'around');
    const day = zone.dayOf(session.start);
    const ours = called(roster, session).filter((person) => roster.within(person.home, unit.id));
    const there = state.attendance(session.id);
    const missing = absentees(state, roster, session, zone, unit.id);
    const away = ours.filter((person) => !there.has(person.id) && onLeave(state, person.id, session, day));
    return {
      reply: say('absent.list', {
        title: session.title,
        day: dayWithWeekday(day),
        settled: isSettled(state, session),
        present: ours.filter((person) => there.has(person.id)).length,
        called: ours.length,
        missing: nameList(
          missing.map(({ name }) => name),
          NAMES,
        ),
        away: nameList(
          away.map(({ name }) => name),
          NAMES,
        ),
        secretary: context.person.duties.some((duty) => duty.role === 'secretary'),
      }),
    };
  },
};
