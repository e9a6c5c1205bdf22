import type { Requirement } from '../campaign/campaign.ts';
import { type Progress, personSubject, type Status } from '../progress/progress.ts';
import type { Person, Unit, UnitId } from '../roster/roster.ts';

/** A unit that answers for a requirement: laid on itself, or on its people. */
export interface Bearer {
  readonly unit: Unit;
  readonly status: Status;
}

/** Where a unit and all below it stand on one requirement. Units come in roster order, whatever their figures. */
export interface Overview {
  readonly requirement: Requirement;
  /** What the counts count. */
  readonly counter: '个单位' | '个支部' | '人';
  readonly met: number;
  readonly unmet: number;
  /** Those for whom there is nothing to do yet. */
  readonly idle: number;
  readonly bearers: readonly Bearer[];
}

const COUNTERS = { unit: '个单位', branch: '个支部', person: '人' } as const;

/** Every requirement that is asked of anybody within the unit, in the campaign's order. */
export function overview(progress: Progress, scope: UnitId = progress.roster.root.id): Overview[] {
  const { roster } = progress;
  const units = roster.units.filter(({ id }) => roster.within(id, scope));
  const people = Map.groupBy(roster.peopleOf(scope), (person) => bearerOf(progress, person, scope));
  return progress.campaign.requirements
    .map((requirement) => {
      const bearers =
        requirement.each === 'person'
          ? fromPeople(progress, requirement, units, people)
          : fromUnits(progress, requirement, units);
      return summary(requirement, bearers);
    })
    .filter(({ bearers }) => bearers.length > 0);
}

/** A bearer with the standing of everyone it answers for. */
interface Answering {
  readonly unit: Unit;
  readonly statuses: readonly Status[];
}

function summary(requirement: Requirement, answering: readonly Answering[]): Overview {
  const all = answering.flatMap(({ statuses }) => statuses);
  const count = (status: Status): number => all.filter((each) => each === status).length;
  return {
    requirement,
    counter: COUNTERS[requirement.each],
    met: count('met'),
    unmet: count('unmet'),
    idle: count('idle'),
    bearers: answering.map(({ unit, statuses }) => ({ unit, status: together(statuses) })),
  };
}

function together(statuses: readonly Status[]): Status {
  if (statuses.includes('unmet')) return 'unmet';
  return statuses.includes('idle') ? 'idle' : 'met';
}

function fromUnits(progress: Progress, requirement: Requirement, units: readonly Unit[]): Answering[] {
  return units
    .filter((unit) => progress.asksUnit(requirement, unit))
    .map((unit) => ({
      unit,
      statuses: [progress.standing(requirement, { kind: 'unit', unit: unit.id }).status],
    }));
}

function fromPeople(
  progress: Progress,
  requirement: Requirement,
  units: readonly Unit[],
  people: ReadonlyMap<Unit | undefined, readonly Person[]>,
): Answering[] {
  return units.flatMap((unit) => {
    const asked = (people.get(unit) ?? []).filter((person) => progress.asksPerson(requirement, person));
    if (asked.length === 0) return [];
    const statuses = asked.map((person) => progress.standing(requirement, personSubject(person)).status);
    return [{ unit, statuses }];
  });
}

/** What a person's doings are reported under: the unit the home branch belongs to, and within that unit the branch itself. */
function bearerOf({ roster }: Progress, person: Person, scope: UnitId): Unit | undefined {
  const lineage = [...roster.lineage(person.home)];
  const below = lineage.slice(
    0,
    lineage.findIndex(({ id }) => id === scope),
  );
  return below.find(({ kind }) => kind === 'unit') ?? lineage[0];
}
