import type { Requirement } from '../../campaign/campaign.ts';
import { type Progress, personSubject, type Standing } from '../../progress/progress.ts';
import type { Person, Unit, UnitId } from '../../roster/roster.ts';

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
export function askedWithin(progress: Progress, scope: UnitId): Asked[] {
  const { campaign, roster } = progress;
  const units = roster.units.filter(({ id }) => roster.within(id, scope));
  const people = units.flatMap(({ id }) => roster.residents(id));
  return campaign.requirements
    .map(
      (requirement): Asked => ({
        requirement,
        answers:
          requirement.each === 'person'
            ? fromPeople(progress, requirement, people)
            : fromUnits(progress, requirement, units),
      }),
    )
    .filter(({ answers }) => answers.length > 0);
}

const fromPeople = (progress: Progress, requirement: Requirement, people: readonly Person[]): Answer[] =>
  people
    .filter((person) => progress.asksPerson(requirement, person))
    .map((person) => ({
      of: 'person',
      person,
      place: person.home,
      standing: progress.standing(requirement, personSubject(person)),
    }));

const fromUnits = (progress: Progress, requirement: Requirement, units: readonly Unit[]): Answer[] =>
  units
    .filter((unit) => progress.asksUnit(requirement, unit))
    .map((unit) => ({
      of: 'unit',
      unit,
      place: unit.id,
      standing: progress.standing(requirement, { kind: 'unit', unit: unit.id }),
    }));

/** Whether the deadline has passed. */
export const isLate = ({ due }: Requirement, today: string): boolean => due !== null && due < today;

export const COUNTERS = { unit: '个单位', branch: '个支部', person: '人' } as const;
