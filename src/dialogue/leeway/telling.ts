import { ALONE, type Outgoing } from '../../journal/outgoing.ts';
import { isLeeway, type LedgerRecord, type LeewayRecord } from '../../records/records.ts';
import type { UnitId } from '../../roster/roster.ts';
import { shortDay } from '../../wording/format.ts';
import type { Context } from '../command.ts';
import { wordsTo } from '../to-group.ts';

/**
 * Those it is about are told: a unit in its group, or those of its branches; a person alone where that can be done, else in the
 * branch's group without the reason.
 */
export function leewayMessages(context: Context, record: LeewayRecord, isOff = false): Outgoing[] {
  const { reach, say } = context;
  const key = `leeway/${record.id}${isOff ? '/off' : ''}`;
  const { person, about } = record;
  if (person !== null && reach.reachesPerson(person)) {
    const text = say('leeway.told', { ...viewOf(context, record), off: isOff, reason: record.reason });
    const content = { type: 'markdown', text, mention: [] } as const;
    return [{ key: `${key}/@${person}`, to: { kind: 'person', person }, ...ALONE, content }];
  }
  const reason = person === null ? record.reason : null;
  const text = say('leeway.told', { ...viewOf(context, record), off: isOff, reason });
  return groupsOf(context, about).map((group) => wordsTo(group, `${key}/${group}`, text));
}

/** Who was told of what the office had agreed to is told that it is taken back; of other records nothing is told. */
export const leewayTakenBack = (context: Context, record: LedgerRecord): Outgoing[] =>
  isLeeway(record) ? leewayMessages(context, record, true) : [];

function viewOf({ progress, roster, today }: Context, record: LeewayRecord) {
  return {
    name: record.person === null ? roster.titleOf(record.about) : roster.nameOf(record.person),
    title: progress.requirement(record.requirement)?.title ?? record.requirement,
    until: record.kind === 'requirement.extended' ? shortDay(record.until, today) : null,
  };
}

/** The unit's own group, else those of its branches, else the nearest above it; its own where there is none. */
function groupsOf({ reach, roster }: Context, unit: UnitId): readonly UnitId[] {
  const reached = (units: Iterable<{ readonly id: UnitId }>): UnitId[] =>
    [...units].map(({ id }) => id).filter((id) => reach.reachesGroup(id));
  const own = reached([{ id: unit }]);
  if (own.length > 0 || unit === roster.root.id) return own.length > 0 ? own : [unit];
  const below = reached(roster.leaves(unit));
  if (below.length > 0) return below;
  const above = reached([...roster.lineage(unit)].filter(({ kind }) => kind !== 'office'));
  return [above[0] ?? unit];
}
