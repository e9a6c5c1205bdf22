import type { Requirement } from '../../campaign/campaign.ts';
import type { LeewayRecord } from '../../records/records.ts';
import { dayWithWeekday } from '../../wording/format.ts';
import type { Context, Decision } from '../command.ts';
import { type Bearer, nameOf } from './reading.ts';
import { leewayMessages } from './telling.ts';

/** What the record of an agreement says of whom it is about. */
export const laidOn = (requirement: Requirement, bearer: Bearer) => ({
  requirement: requirement.id,
  about: bearer.of === 'unit' ? bearer.unit.id : bearer.person.home,
  person: bearer.of === 'person' ? bearer.person.id : null,
});

/** Puts on record what the office agrees to, and tells those it is about. */
export function agree(
  context: Context,
  record: LeewayRecord,
  requirement: Requirement,
  bearer: Bearer,
): Decision {
  const { roster, say, today } = context;
  const until = record.kind === 'requirement.extended' ? dayWithWeekday(record.until, today) : null;
  return {
    records: [record],
    messages: leewayMessages(context, record),
    reply: () =>
      say(record.kind === 'requirement.extended' ? 'leeway.extended' : 'leeway.waived', {
        name: nameOf(bearer),
        title: requirement.title,
        until,
        reason: record.reason,
        below: bearer.of === 'unit' && roster.children(bearer.unit.id).length > 0,
      }),
  };
}
