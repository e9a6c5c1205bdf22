import type { Campaign, Requirement } from '../campaign/campaign.ts';
import type { Phase } from '../campaign/documents.ts';
import type { PersonId, Unit } from '../roster/roster.ts';
import type { Progress, Standing } from './progress.ts';
import type { State } from './state.ts';

/** The first phase that has not been ended; undefined when all have, or the campaign has none. */
export function currentPhase(campaign: Campaign, state: State): Phase | undefined {
  return campaign.phases.find(({ id }) => state.documents.endOf(id) === undefined);
}

/** Something that belongs to another phase than the current one. */
export interface OutOfPhase {
  readonly phase: Phase;
  /** Its phase is still to come, or is over. */
  readonly early: boolean;
}

/** Whether an activity or a document type belongs to another phase; undefined for what may be done at any time, or now. */
export function outOfPhase(
  campaign: Campaign,
  state: State,
  list: 'activities' | 'documents',
  word: string,
): OutOfPhase | undefined {
  const own = campaign.phases.find((phase) => phase[list].includes(word));
  const current = currentPhase(campaign, state);
  if (!own || own === current) return undefined;
  return { phase: own, early: state.documents.endOf(own.id) === undefined };
}

/** What stands in the way of the end of a phase: a unit that has not met a requirement, or people who have not. */
export type Obstacle = { readonly requirement: Requirement } & (
  | { readonly of: 'unit'; readonly unit: Unit; readonly standing: Standing }
  | { readonly of: 'people'; readonly missing: readonly PersonId[] }
);

/** Everything that stands in the way, by requirement and in roster order. */
export function obstaclesTo(progress: Progress, phase: Phase): Obstacle[] {
  return phase.requires.flatMap((id) => {
    const requirement = progress.requirement(id);
    if (!requirement) return [];
    return requirement.each === 'person'
      ? amongPeople(progress, requirement)
      : amongUnits(progress, requirement);
  });
}

function amongUnits(progress: Progress, requirement: Requirement): Obstacle[] {
  return progress.roster.units
    .filter((unit) => progress.asksUnit(requirement, unit))
    .map((unit) => ({ unit, standing: progress.standing(requirement, { kind: 'unit', unit: unit.id }) }))
    .filter(({ standing }) => standing.status === 'unmet')
    .map((each) => ({ requirement, of: 'unit', ...each }));
}

function amongPeople(progress: Progress, requirement: Requirement): Obstacle[] {
  const { missing } = progress.coverageOf(requirement, progress.roster.root.id);
  return missing.length > 0 ? [{ requirement, of: 'people', missing }] : [];
}
