import type { Requirement } from '../../campaign/campaign.ts';
import { type Progress, personSubject, type Standing } from '../../progress/progress.ts';
import type { Person, Unit, UnitId } from '../../roster/roster.ts';
import { mapped, type Steps } from '../../time/steps.ts';

/** Somebody who was asked, and where they stand. */
export type Answer = {
  readonly standing: Standing;
  /** Where the one asked is at home, or the unit asked itself. */
  readonly place: UnitId;
} & ({ readonly of: 'person'; readonly person: Person } | { readonly of: 'unit'; readonly unit: Unit });

/** A requirement and everybody within the unit it is laid on, in the roster's order. */
export interface Asked {
  readonly requirement: Requirement;
  readonly answers: readonly Answer[];
}

/** What is asked of anybody within the unit, in the campaign's order: worked out once, for all sheets. */
export function* askedWithin(progress: Progress, scope: UnitId): Steps<Asked[]> {
  const { campaign, roster } = progress;
  const units = roster.units.filter(({ id }) => roster.within(id, scope));
  const people = units.flatMap(({ id }) => roster.residents(id));
  const all: Asked[] = [];
  for (const requirement of campaign.requirements) {
    const answers =
      requirement.each === 'person'
        ? yield* mapped(people, (person) => answerOf(progress, requirement, person))
        : yield* mapped(units, (unit) => answerOfUnit(progress, requirement, unit));
    const asked = answers.filter((answer) => answer !== null);
    if (asked.length > 0) all.push({ requirement, answers: asked });
  }
  return all;
}

function answerOf(progress: Progress, requirement: Requirement, person: Person): Answer | null {
  if (!progress.asksPerson(requirement, person)) return null;
  const standing = progress.standing(requirement, personSubject(person));
  return { of: 'person', person, place: person.home, standing };
}

function answerOfUnit(progress: Progress, requirement: Requirement, unit: Unit): Answer | null {
  if (!progress.asksUnit(requirement, unit)) return null;
  const standing = progress.standing(requirement, { kind: 'unit', unit: unit.id });
  return { of: 'unit', unit, place: unit.id, standing };
}

/** Whether the deadline has passed. */
export const isLate = ({ due }: Pick<Standing, 'due'>, today: string): boolean =>
  due !== null && due.day < today;

export const COUNTERS = { unit: '个单位', branch: '个支部', person: '人' } as const;
