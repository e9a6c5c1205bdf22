import type { Command } from '../src/dialogue/command.ts';
import { lostMessages, purposeKey } from '../src/dialogue/lost-messages.ts';
import { permit } from '../src/dialogue/permit.ts';
import { dayWithWeekday } from '../src/wording/format.ts';

const SHOWN = 8;

/** What could not be delivered, and why: for the office to put right. */
export const undelivered: Command = {
  name: '未送达',
  aliases: ['wsd', 'undelivered'],
  summary: '看哪些消息没有送到',
  examples: [['/未送达', '没有送到或不确定的消息']],
  decide(context) {
    const { state, say, zone, roster } = context;
    permit(context, '未送达', roster.root.id);
    const lost = lostMessages(state.outbox);
    const recent = lost.slice(0, SHOWN);
    return {
      reply: say('undelivered.list', {
        none: lost.length === 0,
        count: lost.length,
        more: Math.max(0, lost.length - SHOWN),
        messages: recent.map(({ at, message }) => ({
          day: dayWithWeekday(zone.dayOf(at), context.today),
          to:
            message.to.kind === 'group' ? roster.titleOf(message.to.unit) : roster.nameOf(message.to.person),
          group: message.to.kind === 'group',
          purpose: say(purposeKey(message.key)),
          doubtful: state.outbox.fate(message.key) === 'unknown',
          detail: state.outbox.notesOf(message.key).at(-1)?.detail,
        })),
        waiting: state.outbox.pending().length,
      }),
    };
  },
};
