import type { AttendeeGroup, Campaign } from '../campaign/campaign.ts';
import type { SessionFact } from '../campaign/facts.ts';
import { isKind } from '../campaign/measures/selector.ts';
import type { Attended } from '../records/records.ts';
import { holds, type Person, type Roster } from '../roster/roster.ts';

/** The group the person belongs to by the roster; undefined where it does not tell. */
export const groupByRoster = (groups: readonly AttendeeGroup[], person: Person): string | undefined =>
  groups.find(
    ({ role, flag }) =>
      role.some((each) => holds(person, each)) || flag.some((each) => person.flags.includes(each)),
  )?.name;

/** As what somebody was at a session: as they said, else as the roster tells. */
export function groupOf(
  roster: Roster,
  groups: readonly AttendeeGroup[],
  { group, person }: Attended,
): string | undefined {
  if (group !== undefined) return group;
  const known = roster.person(person) ?? roster.former(person);
  return known && groupByRoster(groups, known);
}

/** Whether it matters at such a session who came as what: some requirement limits the part of a group. */
export const watchesGroups = (
  { requirements }: Pick<Campaign, 'requirements'>,
  session: Pick<SessionFact, 'activity' | 'topic' | 'mode' | 'day'>,
): boolean =>
  requirements.some(
    ({ measure: { measure, sessions } }) =>
      measure === 'share' && sessions !== null && isKind(sessions, session),
  );
