import type { Requirement } from '../campaign/campaign.ts';
import type { Due } from '../campaign/deadline.ts';
import { type Progress, personSubject, type Standing } from '../progress/progress.ts';
import type { Person, Unit } from '../roster/roster.ts';
import type { Steps } from '../time/steps.ts';
import type { Pressing } from './milestones.ts';

/** What one place still lacks of one pressing requirement: the unit itself, or people whose home it is. */
export type Shortage = {
  readonly pressing: Pressing;
  /** The branch, or the unit itself where the shortage is its own. */
  readonly place: Unit;
} & (
  | { readonly of: 'unit'; readonly standing: Standing }
  | { readonly of: 'people'; readonly missing: readonly Person[] }
);

/** What is worth a reminder of a requirement that falls due then; undefined while nothing is. */
type Press = (requirement: Requirement, due: Due | null) => Pressing | undefined;

/** All shortages, by place in roster order and by requirement in the campaign's. */
export function* shortagesOf(
  progress: Progress,
  requirements: readonly Requirement[],
  press: Press,
): Steps<Shortage[]> {
  const behind: Behind[] = [];
  for (const requirement of requirements)
    behind.push({ requirement, units: yield* unitsBehind(progress, requirement) });
  const found: Shortage[] = [];
  for (const place of progress.roster.units) {
    found.push(...behind.flatMap((each) => shortagesAt(progress, place, each, press)));
    yield;
  }
  return found;
}

interface Behind {
  readonly requirement: Requirement;
  /** Those that lack something of their own. */
  readonly units: ReadonlyMap<Unit, Standing>;
}

function shortagesAt(
  progress: Progress,
  place: Unit,
  { requirement, units }: Behind,
  press: Press,
): Shortage[] {
  if (requirement.each === 'person') return peopleShort(progress, requirement, place, press);
  const standing = units.get(place);
  const pressing = standing && press(requirement, standing.due);
  return standing && pressing ? [{ pressing, place, of: 'unit', standing }] : [];
}

/** The people of a place who lack it, those with more time apart from the others. */
function peopleShort(progress: Progress, requirement: Requirement, place: Unit, press: Press): Shortage[] {
  const short = progress
    .askedAt(requirement, place.id)
    .filter((person) => !person.flags.includes('excused'))
    .map((person) => ({ person, standing: progress.standing(requirement, personSubject(person)) }))
    .filter(({ standing }) => isShort(standing));
  const byDay = Map.groupBy(short, ({ standing: { due } }) => due?.day);
  return [...byDay.values()].flatMap((group): Shortage[] => {
    const pressing = press(requirement, group[0]?.standing.due ?? null);
    if (!pressing) return [];
    return [{ pressing, place, of: 'people', missing: group.map(({ person }) => person) }];
  });
}

function* unitsBehind(progress: Progress, requirement: Requirement): Steps<ReadonlyMap<Unit, Standing>> {
  const found = new Map<Unit, Standing>();
  for (const unit of progress.roster.units) {
    if (progress.asksUnit(requirement, unit)) collectBehind(progress, requirement, unit, found);
    yield;
  }
  return found;
}

/** Whoever has more than the maximum has something to check, but nothing left to do. */
const isShort = ({ status, have, need }: Standing): boolean => status === 'unmet' && have < need;

const gapOf = (standing: Standing): number =>
  isShort(standing) && standing.turn !== 'others' ? standing.need - standing.have : 0;

/**
 * A unit is as far behind as its furthest branch, or lacks what its branches lack together: either way its gap is explained by
 * those below it. Only what they do not explain, such as the record of a meeting the unit held itself, is the unit's own; and
 * what is its own turn, such as a plan it has to send. The office answers for what it does itself, not for the county below it.
 */
function collectBehind(
  progress: Progress,
  requirement: Requirement,
  unit: Unit,
  found: Map<Unit, Standing>,
): number {
  const standing = progress.standing(requirement, { kind: 'unit', unit: unit.id });
  const gap = gapOf(standing);
  if (gap === 0) return 0;
  const isOwn = standing.turn === 'own' || unit.kind === 'office';
  const below = (isOwn ? [] : progress.roster.children(unit.id)).reduce(
    (sum, child) => sum + collectBehind(progress, requirement, child, found),
    0,
  );
  if (gap > below) found.set(unit, standing);
  return gap;
}
