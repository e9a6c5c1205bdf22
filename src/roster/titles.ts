import type { UnitId } from '../records/ids.ts';
import type { UnitData } from './unit.ts';

/** Every unit's name as people write it out: a branch is called together with its unit, and so is whoever shares a name. */
export function titlesOf(units: readonly UnitData[]): ReadonlyMap<UnitId, string> {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const namesakes = Map.groupBy(
    units.filter(({ kind }) => kind !== 'branch'),
    ({ name }) => name,
  );
  return new Map(
    units.map(({ id, name, kind, parent }) => {
      const isAmbiguous = kind === 'branch' || (namesakes.get(name)?.length ?? 0) > 1;
      const owner = isAmbiguous && parent !== null ? known.get(parent) : undefined;
      return [id, owner ? `${owner.name}/${name}` : name];
    }),
  );
}
