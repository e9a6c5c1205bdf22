import { type Roster, unitsOf } from '../roster/roster.ts';
import type { Campaign } from './campaign.ts';
import type { TargetList } from './target-list.ts';

/** Lists of targets that belong to nobody of the roster, in words. */
export function checkLists({ lists }: Campaign, roster: Roster): readonly string[] {
  const units = new Set<string>(roster.units.flatMap(({ title, name }) => [title, name]));
  const people = new Set<string>(roster.people.map(({ account, name }) => account ?? name));
  const supervised = new Set(roster.people.flatMap((person) => unitsOf(person, 'supervisor')));
  return lists.flatMap((list): string[] => {
    if (list.per === 'all') return [];
    if (list.per === 'roster') return emptyCategories(list.title, list.categories, roster);
    const known = list.per === 'person' ? people : units;
    const strangers = [...list.of.keys()].filter((whose) => !known.has(whose));
    const unwatched = list.per === 'supervised' ? [...list.of.keys()].filter(isUnwatched) : [];
    return [
      ...strangers.map((whose) => `名单“${list.title}”里的“${whose}”名册里没有，等于没有人要完成`),
      ...unwatched.map((whose) => `名单“${list.title}”里的“${whose}”名册里没有督导的人，等于没有人要完成`),
    ];

    function isUnwatched(whose: string): boolean {
      const unit = roster.units.find(({ title, name }) => title === whose || name === whose);
      return unit !== undefined && !supervised.has(unit.id);
    }
  });
}

function emptyCategories(
  title: TargetList['title'],
  categories: readonly string[],
  roster: Roster,
): string[] {
  return categories
    .filter((category) => !roster.units.some((unit) => unit.kind === 'unit' && unit.category === category))
    .map((category) => `名单“${title}”要类别“${category}”的单位，名册里没有这类单位`);
}
