import type { Requirement } from '../../campaign/campaign.ts';
import type { Unit } from '../../roster/roster.ts';
import type { Context } from '../command.ts';
import { coverageLine, standingLine } from '../standing-lines.ts';

/** Something a unit has not met, in a line without names. */
export interface Lack {
  readonly requirement: Requirement;
  readonly line: string;
}

/** What the unit and its people have still to do, in the campaign's order. What waits for others, or is only urged, is none of it. */
export function lacksOf(context: Context, unit: Unit): readonly Lack[] {
  const { progress } = context;
  const own = progress
    .forUnit(unit.id)
    .filter(
      ({ status, turn, requirement }) => status === 'unmet' && turn !== 'others' && !requirement.advisory,
    )
    .map((standing) => ({ requirement: standing.requirement, line: standingLine(context, standing) }));
  const people = progress
    .coverage(unit.id)
    .filter(({ missing, requirement }) => missing.length > 0 && !requirement.advisory)
    .map((coverage) => ({ requirement: coverage.requirement, line: coverageLine(context, coverage, false) }));
  const lacks = new Map([...own, ...people].map((lack) => [lack.requirement, lack]));
  return context.campaign.requirements.flatMap((requirement) => lacks.get(requirement) ?? []);
}
