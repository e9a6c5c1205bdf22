import { groupByRoster, watchesGroups } from '../progress/attendee-groups.ts';
import type { Attended, SessionOpened } from '../records/records.ts';
import type { Context } from './command.ts';

/** Those who have signed in already say as what they came: the same sign-in, told in full. */
export function comeAs(context: Context, session: SessionOpened, already: Attended, group: string) {
  const { say } = context;
  const { mode, late, person, unit } = already;
  return {
    records: [
      context.record(unit, {
        kind: 'record.voided',
        target: already.id,
        reason: say('checkin.came-as', { group }),
      }),
      context.record(unit, { kind: 'attended', session: session.id, person, mode, late, group }),
    ],
    reply: () => say('checkin.group-noted', { title: session.title, group }),
  };
}

/** The groups to choose from, where it matters who came as what and neither the speaker nor the roster has said it. */
export function askedGroups(
  { campaign, person, zone }: Context,
  session: SessionOpened,
  group: string | undefined,
): string | null {
  if (group !== undefined || groupByRoster(campaign.groups, person) !== undefined) return null;
  if (!watchesGroups(campaign, { ...session, day: zone.dayOf(session.start) })) return null;
  return campaign.groups.map(({ name }) => name).join('、') || null;
}
