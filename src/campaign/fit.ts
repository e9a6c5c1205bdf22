import type { Roster } from '../roster/roster.ts';
import { nearest } from '../wording/nearest.ts';
import type { Campaign } from './campaign.ts';

/** Where campaign and roster speak past each other, in words: a category that no unit has is a requirement nobody is asked. */
export function checkRoster(campaign: Campaign, roster: Roster): readonly string[] {
  const categories = new Set(roster.units.map((unit) => unit.category).filter((category) => category !== ''));
  return campaign.requirements.flatMap(({ id, where }) =>
    where.category
      .filter((category) => !categories.has(category))
      .map((category) => {
        const near = nearest(category, categories);
        return `“${id}”只对类别“${category}”，名册里没有这类单位${near ? `（名册里写的是“${near}”）` : ''}，等于没有人要完成`;
      }),
  );
}
