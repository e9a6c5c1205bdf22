import type { Requirement } from '../campaign/campaign.ts';
import type { DateRule, Due } from '../campaign/deadline.ts';
import type { Facts } from '../campaign/facts.ts';
import { type Subject, type Tally, unitOf } from '../campaign/measures/measure.ts';
import { sessionsAround } from '../campaign/measures/own-sessions.ts';
import { isKind, shortfall } from '../campaign/measures/selector.ts';
import type { LeewayRecord, RequirementExtended, RequirementWaived } from '../records/records.ts';
import type { Stretch } from '../roster/history.ts';
import type { Roster, Unit, UnitId } from '../roster/roster.ts';
import type { Workdays } from '../time/workdays.ts';
import { addDays, type Day } from '../time/zone.ts';
import type { Bearing } from './leeway-state.ts';
import type { State } from './state.ts';

/** All that decides on what day something falls due. */
export interface Almanac {
  readonly roster: Roster;
  readonly state: State;
  readonly facts: Facts;
  readonly workdays: Workdays;
}

/** What the office has agreed to about a requirement for one subject. */
export interface Leeway {
  readonly extension: RequirementExtended | undefined;
  readonly waiver: RequirementWaived | undefined;
}

/** What holds for a unit holds for all below it; what the office has for itself is nobody else's. */
export function leewayOf(
  { roster, state: { leeway } }: Almanac,
  { id }: Requirement,
  subject: Subject,
): Leeway | undefined {
  if (!leeway.concerns(id)) return undefined;
  const own = unitOf(subject);
  const person = subject.kind === 'person' ? subject.person : null;
  const above = [...roster.lineage(own)].filter((unit) => unit.kind !== 'office' || unit.id === own);
  const bearing = (units: readonly Unit[]): Bearing => ({
    person,
    units: units.flatMap((unit) => roster.lineOfSuccession(unit.id)),
  });
  // More time given to a predecessor holds for whoever took its place; to be let off, all it was made of have to be.
  const isLetOff = (stretch: Stretch): boolean =>
    leeway.waiver(id, { person: null, units: [stretch] }) !== undefined;
  const letOff = above.filter((unit) => roster.holdsOfAll(unit.id, isLetOff));
  return { extension: leeway.extension(id, bearing(above)), waiver: leeway.waiver(id, bearing(letOff)) };
}

/** By when the subject has to have met the requirement: the later of the file's day and the one the office has agreed to. */
export function dueOf(
  almanac: Almanac,
  requirement: Requirement,
  subject: Subject,
  extension: RequirementExtended | undefined,
  since?: Tally['since'],
): Due | null {
  const { due } = requirement;
  const day = due && dayOf(almanac, due.rule, requirement, subject, since);
  if (extension && (!day || extension.until > day)) return { day: extension.until, from: 'agreed' };
  return due && day ? { day, from: due.from } : null;
}

function dayOf(
  almanac: Almanac,
  rule: DateRule,
  requirement: Requirement,
  subject: Subject,
  since: Tally['since'],
): Day | undefined {
  if (rule.kind === 'day') return rule.day;
  if (rule.kind === 'category') return rule.days.get(almanac.roster.unit(unitOf(subject))?.category ?? '');
  const begun = since ?? firstOf(almanac, rule, requirement, subject);
  if (begun === undefined) return undefined;
  return rule.of === 'days' ? addDays(begun, rule.count) : almanac.workdays.after(begun, rule.count);
}

/** The day of the first session of the kind that counts for the subject, or for one of its branches. */
function firstOf(
  { facts }: Almanac,
  { sessions }: Extract<DateRule, { kind: 'after' }>,
  { measure: { rules } }: Requirement,
  subject: Subject,
): Day | undefined {
  const unit = unitOf(subject);
  const days = new Set([unit, ...facts.branchesOf(unit)])
    .values()
    .flatMap((place) => sessionsAround(facts, place))
    .filter((session) => isKind(sessions, session) && !shortfall(sessions, session, rules))
    .map(({ day }) => day);
  return [...days].sort()[0];
}

/** What was agreed to for the unit, for those below it, and for those above it as far as it holds here. */
export function leewayAround(
  { roster, state }: Pick<Almanac, 'roster' | 'state'>,
  scope: UnitId,
): LeewayRecord[] {
  const holdsFrom = (above: UnitId): boolean =>
    roster.within(scope, above) && roster.unit(above)?.kind !== 'office';
  return state.leeway
    .all()
    .filter(({ about, person }) => roster.within(about, scope) || (person === null && holdsFrom(about)));
}
