import type { Roster } from '../roster/roster.ts';
import type { Campaign } from './campaign.ts';

/** Groups of voters nobody of the roster can belong to, in words. */
export function checkAppraisal({ appraisal }: Campaign, roster: Roster): readonly string[] {
  const categories = new Set(roster.units.map(({ category }) => category));
  return (appraisal?.groups ?? []).flatMap(({ name, category }) =>
    category
      .filter((each) => !categories.has(each))
      .map((each) => `评议人员“${name}”要类别“${each}”的单位，名册里没有这类单位，等于没有人投票`),
  );
}
