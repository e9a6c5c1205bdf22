import type { Requirement } from '../../campaign/campaign.ts';
import { daysNamed } from '../../campaign/deadline.ts';
import type { Facts } from '../../campaign/facts.ts';
import type { RecordId } from '../../records/records.ts';
import type { Unit, UnitId } from '../../roster/roster.ts';
import type { Instant } from '../../time/clock.ts';
import { addDays } from '../../time/zone.ts';
import type { Progress } from '../progress.ts';
import { type DueDay, type LastDay, type Scope, type Window, within } from './doubt.ts';

/**
 * Requirements that a unit or branch met by nothing but sessions and evidence of its own put on record on the due day itself.
 * What those above it held that day is their doing.
 */
export function lastDays({ progress, place, window, due }: Scope): LastDay[] {
  return due
    .filter(({ requirement }) => hasPart(progress, requirement, place))
    .flatMap((each) => lastDay(progress, each, place))
    .filter(({ at }) => within(window, at));
}

/** What is laid on units and fell due in the window. */
export function dueWithin({ campaign, zone, state }: Progress, window: Window): DueDay[] {
  return campaign.requirements
    .filter(({ each }) => each !== 'person')
    .flatMap((requirement): DueDay[] =>
      [...new Set([...daysNamed(requirement.due), ...state.leeway.untils(requirement.id)])].map((day) => ({
        requirement,
        day,
        hours: { from: zone.at(day, 0) - 1, to: zone.at(addDays(day, 1), 0) - 1 },
      })),
    )
    .filter(({ hours }) => overlap(window, hours));
}

/** Whether the requirement is laid on the place or those above it. What the office has to do itself is no part of the others' duty. */
function hasPart(progress: Progress, requirement: Requirement, place: UnitId): boolean {
  const { roster } = progress;
  const asked = (each: Unit): boolean => each.kind !== 'office' && progress.asksUnit(requirement, each);
  return roster.unit(place)?.kind !== 'office' && [...roster.lineage(place)].some(asked);
}

function lastDay(progress: Progress, { requirement, day, hours }: DueDay, unit: UnitId): LastDay[] {
  const { from, to } = hours;
  const standing = (facts: Facts) => progress.standing(requirement, { kind: 'unit', unit }, facts);
  if (standing(progress.facts).due?.day !== day) return [];
  const upTo = (limit: Instant) => factsUpTo(progress, unit, limit);
  if (standing(upTo(to)).status !== 'met' || standing(upTo(from)).have > 0) return [];
  const records = ownRecords(progress, unit).filter(({ at }) => within({ from, to }, at));
  if (records.length === 0) return [];
  const at = Math.max(...records.map((record) => record.at));
  const ids = records.map(({ id }) => id);
  const key = `last-day/${requirement.id}/${unit}/${day}`;
  return [{ reason: 'last-day', key, unit, at, records: ids, requirement, day }];
}

const overlap = (a: Window, b: Window): boolean => a.from < b.to && b.from < a.to;

/** Sessions the unit itself held, and their evidence. */
function ownRecords({ facts, state }: Progress, unit: UnitId): { id: RecordId; at: Instant }[] {
  return facts
    .sessionsHeldBy(unit)
    .flatMap(({ id }) => [state.session(id) ?? [], state.evidenceOf(id)].flat());
}

/** The facts without what the unit itself put on record later than this. */
function factsUpTo({ facts, state }: Progress, unit: UnitId, limit: Instant): Facts {
  const known = (session: { id: RecordId; unit: UnitId }): boolean =>
    session.unit !== unit || (state.session(session.id)?.at ?? limit) <= limit;
  return {
    ...facts,
    sessionsFor: (side) => facts.sessionsFor(side).filter(known),
    sessionsHeldBy: (side) => facts.sessionsHeldBy(side).filter(known),
    sessionsHeldIn: (side) => facts.sessionsHeldIn(side).filter(known),
    attendedBy: (person) => facts.attendedBy(person).filter(known),
    ledBy: (person) => facts.ledBy(person).filter(known),
    evidenceOf: (session) =>
      new Set(
        state
          .evidenceOf(session)
          .filter(({ at }) => at <= limit)
          .map(({ piece }) => piece),
      ),
  };
}
