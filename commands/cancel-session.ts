import { Arguments } from '../src/dialogue/arguments.ts';
import { type Command, Refusal } from '../src/dialogue/command.ts';
import { choicesOf, sessionsNamed, takeName } from '../src/dialogue/named-session.ts';
import { permit } from '../src/dialogue/permit.ts';
import { cancelled, deafIn } from '../src/dialogue/session-news.ts';
import { comingSessions } from '../src/progress/sessions.ts';
import { dayWithWeekday } from '../src/wording/format.ts';
import { excerpt } from '../src/wording/plain.ts';

const LONGEST_REASON = 100;

/** Calls off a session that has not begun; whoever was told of it is told. */
export const cancelSession: Command = {
  name: '取消',
  aliases: ['qx', 'cancel'],
  summary: '预告的会不开了，并告诉大家',
  isDecidedInTurn: true,
  examples: [
    ['/取消 防汛值守', '下一场会不开了，写明原因'],
    ['/取消 3月12日 集中学习 停电', '预告了几场时写明哪一场'],
  ],
  decide(context, rest) {
    const { unit, say, state, now, zone } = context;
    permit(context, '取消', unit.id);
    // Who was just asked whether to take something back says no by this, and means no session.
    if (context.asked && rest.trim() === '') throw new Refusal(say('cancel.answer'));
    const coming = comingSessions(state, unit.id, now);
    const words = new Arguments(rest);
    const name = takeName(context, words, coming);
    const day = words.takeDay(context.today);
    const minute = words.takeTime()?.minute;
    const reason = excerpt(words.left.join(' '), LONGEST_REASON) || null;
    const [session, ...others] = sessionsNamed(context, coming, { ...name, day, minute });
    if (!session) throw new Refusal(say('cancel.none', { other: coming[0]?.title }));
    if (others.length > 0)
      throw new Refusal(say('cancel.which', { choices: choicesOf(context, [session, ...others]) }));
    const messages = cancelled(context, session, reason);
    return {
      records: [
        context.record(session.unit, {
          kind: 'record.voided',
          target: session.id,
          reason: reason ?? say('cancel.no-reason'),
        }),
      ],
      messages,
      reply: () =>
        say('cancel.done', {
          title: session.title,
          day: dayWithWeekday(zone.dayOf(session.start), context.today),
          time: zone.time(session.start),
          reason,
          told: messages.length > 0,
          deaf: deafIn(context, messages),
        }),
    };
  },
};
