import { mayAnywhere } from '../src/dialogue/access.ts';
import { type Command, Refusal } from '../src/dialogue/command.ts';
import { permit, permitted } from '../src/dialogue/permit.ts';
import { isSettled } from '../src/progress/sessions.ts';
import { shortDay } from '../src/wording/format.ts';

/** Tells the secretary, in private, the sign-in code of a session that asks for one. */
export const code: Command = {
  name: '口令',
  aliases: ['kl', 'code'],
  summary: '私聊查看会议的签到口令',
  examples: [['/口令', '看进行中会议的口令']],
  decide(context) {
    const { person, roster, state, say, zone } = context;
    const units = new Set([context.unit.id, ...person.duties.map((duty) => duty.unit)]);
    if (!mayAnywhere(person, '口令')) permit(context, '口令', context.unit.id);
    const guarded = [...units]
      .filter((unit) => permitted(context, '口令', unit))
      .flatMap((unit) => state.sessionsOf(unit))
      .filter((session) => session.code !== null && !isSettled(state, session));
    if (guarded.length === 0) throw new Refusal(say('code.none'));
    return {
      reply: say('code.shown', {
        sessions: guarded.map((session) => ({
          unit: roster.titleOf(session.unit),
          title: session.title,
          day: shortDay(zone.dayOf(session.start), context.today),
          time: zone.time(session.start),
          code: session.code,
        })),
      }),
    };
  },
};
