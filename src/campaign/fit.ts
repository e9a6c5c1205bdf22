import { withoutPeople } from '../roster/notices.ts';
import type { Roster } from '../roster/roster.ts';
import { nearest } from '../wording/nearest.ts';
import type { Campaign } from './campaign.ts';
import { checkAppraisal } from './fit-appraisal.ts';
import { checkLists } from './fit-lists.ts';

/** Where campaign and roster speak past each other, in words: a category that no unit has is a requirement nobody is asked. */
export function checkRoster(campaign: Campaign, roster: Roster): readonly string[] {
  const known = new Set(roster.units.map((unit) => unit.category).filter((category) => category !== ''));
  const isStrange = (category: string): boolean => !known.has(category);
  const uses = campaign.requirements.flatMap(({ id, where }) =>
    where.category.filter(isStrange).map((category) => ({ id, category })),
  );
  const strange = [...Map.groupBy(uses, ({ category }) => category)].map(([category, of]) => {
    const near = nearest(category, known);
    const ids = of.map(({ id }) => id).join('、');
    return `名册里没有类别“${category}”的单位${near ? `（名册里写的是“${near}”）` : ''}，用到它的要求：${ids}`;
  });
  const nobody = campaign.requirements
    .filter(({ where: { category } }) => category.length > 0 && category.every(isStrange))
    .map(({ id }) => `“${id}”的类别名册里一个也没有，等于没有人要完成`);
  return [
    ...strange,
    ...nobody,
    ...withoutPeople(roster),
    ...checkLists(campaign, roster),
    ...checkAppraisal(campaign, roster),
  ];
}
