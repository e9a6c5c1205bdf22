import type { Progress } from '../progress/progress.ts';
import type { Unit, UnitId } from '../roster/roster.ts';
import type { Instant } from '../time/clock.ts';
import type { Outlook, Reach } from './outlook.ts';

/** Whose digests are sent: the office's always, and those of units the campaign means that have a group of their own. */
export function unitsWithDigest({ campaign, roster }: Progress, reach: Reach): readonly UnitId[] {
  const { units: meant } = campaign.digest;
  const isMeant = ({ kind, category }: Unit): boolean =>
    kind === 'unit' && (meant === 'all' || (meant !== 'none' && meant.includes(category)));
  const units = roster.units.filter((unit) => isMeant(unit) && reach.reachesGroup(unit.id));
  return [roster.root.id, ...units.map(({ id }) => id)];
}

/** When the unit's last digest was decided; the first day of the campaign when there was none. */
export function lastDigestAt({ progress, zone }: Outlook, unit: UnitId): Instant {
  const prefix = `digest/${unit}/`;
  let last: Instant | undefined;
  for (const { message, at } of progress.state.outbox.all())
    if (message.to.kind === 'group' && message.to.unit === unit && message.key.startsWith(prefix))
      last = Math.max(at, last ?? at);
  return last ?? zone.at(progress.campaign.start, 0);
}
