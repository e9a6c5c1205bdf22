import type { Requirement } from '../campaign/campaign.ts';
import { type Dues, duesOf } from '../progress/dues.ts';
import { type Progress, personSubject, type Standing, type Status } from '../progress/progress.ts';
import type { Roster, Unit, UnitId } from '../roster/roster.ts';
import { atOnce, type Steps } from '../time/steps.ts';

/** A unit that answers for a requirement: laid on itself, or on its people. */
export interface Bearer {
  readonly unit: Unit;
  readonly status: Status;
  /** Of how many it answers for: of itself, or of its people. */
  readonly asked: number;
  readonly met: number;
  /** Those who have done something of it but not all. */
  readonly begun: number;
  readonly dues: Dues;
  /** Where a unit stands that answers for itself alone. */
  readonly own: Counted | null;
}

type Counted = Pick<Standing, 'status' | 'have' | 'need' | 'due' | 'waived'>;

/** Where a unit and all below it stand on one requirement. Units come in roster order, whatever their figures. */
export interface Overview {
  readonly requirement: Requirement;
  /** What the counts count. */
  readonly counter: '个单位' | '个支部' | '人';
  readonly met: number;
  readonly unmet: number;
  /** How many of the unmet have done something of it. */
  readonly begun: number;
  /** Those for whom there is nothing to do yet. */
  readonly idle: number;
  /** Those of whom the office no longer asks it. */
  readonly waived: number;
  readonly dues: Dues;
  readonly bearers: readonly Bearer[];
}

const COUNTERS = { unit: '个单位', branch: '个支部', person: '人' } as const;

/** Every requirement that is asked of anybody within the unit, in the campaign's order. */
export const overview = (progress: Progress, scope?: UnitId): Overview[] =>
  atOnce(overviewInSteps(progress, scope));

/** The same in steps, for a whole county. */
export function* overviewInSteps(
  progress: Progress,
  scope: UnitId = progress.roster.root.id,
): Steps<Overview[]> {
  const { roster } = progress;
  const units = roster.units.filter(({ id }) => roster.within(id, scope));
  const homes = Map.groupBy(units, ({ id }) => reportingUnit(roster, id, scope));
  const found: Overview[] = [];
  for (const requirement of progress.campaign.requirements) {
    const bearers: Answering[] = [];
    for (const unit of units) {
      const standings = standingsAt(progress, requirement, unit, homes.get(unit) ?? []);
      if (standings.length > 0) bearers.push({ unit, standings });
      yield;
    }
    if (bearers.length > 0) found.push(summary(requirement, bearers));
  }
  return found;
}

/** Of the unit itself, or of the people who are at home there or report to it, whichever the requirement is laid on. */
function standingsAt(
  progress: Progress,
  requirement: Requirement,
  unit: Unit,
  homes: readonly Unit[],
): Counted[] {
  if (requirement.each === 'person')
    return homes
      .flatMap(({ id }) => progress.askedAt(requirement, id))
      .map((person) => progress.standing(requirement, personSubject(person)));
  return progress.asksUnit(requirement, unit)
    ? [progress.standing(requirement, { kind: 'unit', unit: unit.id })]
    : [];
}

/** A bearer with the standing of everyone it answers for. */
interface Answering {
  readonly unit: Unit;
  readonly standings: readonly Counted[];
}

function summary(requirement: Requirement, answering: readonly Answering[]): Overview {
  const bearers = answering.map((each) => bearer(requirement, each));
  const sum = (of: (bearer: Bearer) => number): number => bearers.reduce((all, each) => all + of(each), 0);
  const met = sum((each) => each.met);
  const all = answering.flatMap(({ standings }) => standings);
  const waived = all.filter((each) => each.waived !== undefined).length;
  const idle = all.filter(isIdle).length - waived;
  return {
    requirement,
    counter: COUNTERS[requirement.each],
    met,
    unmet: all.length - met - idle - waived,
    begun: sum((each) => each.begun),
    idle,
    waived,
    dues: duesOf(all),
    bearers,
  };
}

function bearer({ each }: Requirement, { unit, standings }: Answering): Bearer {
  const [own = null] = each === 'person' ? [] : standings;
  return {
    unit,
    status: together(standings.map(({ status }) => status)),
    asked: standings.length,
    met: standings.filter(({ status }) => status === 'met').length,
    begun: standings.filter(({ status, have }) => status === 'unmet' && have > 0).length,
    dues: duesOf(standings),
    own,
  };
}

const isIdle = ({ status }: Counted): boolean => status === 'idle';

function together(statuses: readonly Status[]): Status {
  if (statuses.includes('unmet')) return 'unmet';
  return statuses.includes('idle') ? 'idle' : 'met';
}

/** What is done here is reported under: the unit the branch belongs to, and within that unit the branch itself. */
export function reportingUnit(roster: Roster, unit: UnitId, scope: UnitId): Unit | undefined {
  const lineage = [...roster.lineage(unit)];
  const below = lineage.slice(
    0,
    lineage.findIndex(({ id }) => id === scope),
  );
  return below.find(({ kind }) => kind === 'unit') ?? lineage[0];
}
