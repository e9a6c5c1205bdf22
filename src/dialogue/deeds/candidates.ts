import type { DeedRule, TargetList } from '../../campaign/target-list.ts';
import type { Context } from '../command.ts';

const listsOf = ({ campaign }: Context, rule: DeedRule): readonly TargetList[] =>
  campaign.lists.filter(({ id }) => rule.lists.includes(id));

/** What the deed's lists hold for the speaker: as a person, and as one of the unit. */
export function ownTargets(context: Context, rule: DeedRule): readonly string[] {
  const { facts } = context.progress;
  const { person } = context;
  const own = listsOf(context, rule).flatMap((list) => facts.targetsOf(list, person.id));
  return [...new Set(own)];
}

/** What the deed's lists hold for anybody; whom supervisors talk to is theirs alone. */
export function everyTarget(context: Context, rule: DeedRule): readonly string[] {
  const all = listsOf(context, rule).flatMap((list) => {
    if (list.per === 'unit' || list.per === 'person') return [...list.of.values()].flat();
    return list.per === 'supervised' ? [] : context.progress.facts.targetsOf(list, context.person.id);
  });
  return [...new Set(all)];
}
