import type { UnitId } from '../records/ids.ts';
import type { UnitData } from './unit.ts';

/** Every unit's name as people write it out: a branch is called together with its unit. */
export function titlesOf(units: readonly UnitData[]): ReadonlyMap<UnitId, string> {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  return new Map(
    units.map((unit) => {
      const owner = unit.kind === 'branch' && unit.parent !== null ? known.get(unit.parent) : undefined;
      return [unit.id, owner ? `${owner.name}/${unit.name}` : unit.name];
    }),
  );
}
