import type { DeedFact, DeedFacts } from '../../campaign/facts/deeds.ts';
import type { OwnLists, TargetList } from '../../campaign/target-list.ts';
import type { Deed } from '../../records/records.ts';
import { type PersonId, type Roster, type Unit, type UnitId, unitsOf } from '../../roster/roster.ts';
import type { State } from '../state.ts';

/** Deeds from the ledgers, and the campaign's lists as today's roster fills them. */
export function deedFacts(state: State, roster: Roster, lists: readonly TargetList[]): DeedFacts {
  const byCategory = new Map<string, readonly string[]>();
  const unitNames = (list: TargetList & { readonly per: 'roster' }): readonly string[] => {
    const known = byCategory.get(list.id);
    if (known) return known;
    const names = roster.units
      .filter((unit) => unit.kind === 'unit' && list.categories.includes(unit.category))
      .map(({ name }) => name);
    byCategory.set(list.id, names);
    return names;
  };
  const ofUnit = (list: TargetList, unit: UnitId): readonly string[] => {
    if (list.per === 'all') return list.targets;
    if (list.per === 'roster') return unitNames(list);
    const holder = list.per === 'person' ? undefined : holderOf(roster, list.of, unit);
    if (!holder) return [];
    const own = list.of.get(holder.title) ?? list.of.get(holder.name) ?? [];
    return list.per === 'unit' ? own : own.map((target) => `${holder.name}${target}`);
  };
  const ofPerson = (list: TargetList, id: PersonId): readonly string[] => {
    const person = roster.person(id);
    if (!person) return [];
    if (list.per === 'person') return list.of.get(person.account ?? person.name) ?? [];
    if (list.per !== 'supervised') return ofUnit(list, person.home);
    return unitsOf(person, 'supervisor').flatMap((unit) => ofUnit(list, unit));
  };
  const deedsIn = (unit: UnitId, deed: Deed): readonly DeedFact[] =>
    [...new Set(roster.belowEver(unit).flatMap((id) => state.deeds.doneIn(id)))].filter(
      (each) => each.deed === deed && roster.belonged(each.unit, unit, each.at),
    );
  const deedsBy = (person: PersonId, deed: Deed): readonly DeedFact[] =>
    state.deeds.doneBy(person).filter((each) => each.deed === deed);
  return {
    deedsBy,
    deedsIn,
    deedsToward(list, unit, deed) {
      const holder = list.per === 'unit' ? holderOf(roster, list.of, unit) : undefined;
      return deedsIn(holder?.id ?? unit, deed);
    },
    deedsShared(person, deed, list) {
      const home = roster.person(person)?.home;
      if (home === undefined || list.per === 'person') return deedsBy(person, deed);
      const sharing = sharedWithin(roster, list, home);
      return ofPerson(list, person)
        .flatMap((target) => state.deeds.doneAt(deed, target))
        .filter(({ unit }) => roster.within(unit, sharing));
    },
    targetList(id) {
      const list = lists.find((each) => each.id === id);
      if (!list) throw new Error(`no list of targets ${id}`);
      return list;
    },
    targetsOf: ofPerson,
    targetsOfUnit: ofUnit,
  };
}

/** The unit, or the one it is a branch of, where a list has something for it: a community does not owe what its street does. */
function holderOf(roster: Roster, own: OwnLists, unit: UnitId): Unit | undefined {
  for (const each of roster.lineage(unit)) {
    if (own.has(each.title) || own.has(each.name)) return each;
    if (each.kind !== 'branch') return undefined;
  }
  return undefined;
}

/** Whose people have the list in common: the unit the person belongs to; supervisors of one unit come from everywhere. */
function sharedWithin(roster: Roster, list: TargetList, home: UnitId): UnitId {
  if (list.per === 'supervised') return roster.root.id;
  const bearer = [...roster.lineage(home)].find(({ kind }) => kind === 'unit');
  return bearer?.id ?? roster.root.id;
}
