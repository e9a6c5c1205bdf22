import type { Command, Context } from '../src/dialogue/command.ts';
import { requireUnit } from '../src/dialogue/finding.ts';
import { permit } from '../src/dialogue/permit.ts';
import { dutyOf } from '../src/dialogue/place.ts';
import type { Unit } from '../src/roster/roster.ts';

/** Ties this group to a unit, so that what is said here is about it. */
export const bind: Command = {
  name: '绑定',
  aliases: ['bd', 'bind'],
  summary: '把本群和单位（支部）对应起来',
  examples: [
    ['/绑定', '绑定您负责的支部'],
    ['/绑定 县教育局/机关第一支部', '写明单位和支部'],
  ],
  decide(context, rest) {
    const { message, state, say } = context;
    const unit = rest === '' ? ownUnit(context) : requireUnit(context, rest);
    permit(context, '绑定', unit.id);
    if (message.chat.kind !== 'group') return { reply: say('errors.only-group', { command: '绑定' }) };
    const bound = state.unitOfChat(message.chat.id);
    const pushes = () => context.reach.reachesGroup(unit.id);
    if (bound === unit.id) return { reply: say('bind.already', { unit: unit.title, pushes: pushes() }) };
    // A group whose unit is gone with nobody in its place is anybody's who may bind it to theirs.
    if (bound !== undefined && context.roster.goesOn(bound)) permit(context, '绑定', bound);
    return {
      records: [context.record(unit.id, { kind: 'group.bound', chat: message.chat.id })],
      reply: () =>
        say('bind.done', {
          unit: unit.title,
          people: [...context.roster.peopleOf(unit.id)].length,
          pushes: pushes(),
          bound: bound && context.roster.titleOf(bound),
        }),
    };
  },
};

function ownUnit({ person, roster }: Context): Unit {
  return roster.unit(dutyOf(person) ?? person.home) ?? roster.root;
}
