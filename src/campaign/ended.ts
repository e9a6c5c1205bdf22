import type { Day } from '../time/zone.ts';
import type { Campaign } from './campaign.ts';
import { daysNamed } from './deadline.ts';

/** The last date the campaign file names. */
export const lastDate = ({ requirements, end }: Pick<Campaign, 'requirements' | 'end'>): Day =>
  requirements.flatMap(({ due }) => daysNamed(due)).reduce((last, day) => (day > last ? day : last), end);

/** That all of the campaign's dates are past, and what to change in the file; undefined while they are not. */
export function endedWords(campaign: Campaign, today: Day): { what: string; advice: string } | undefined {
  const last = lastDate(campaign);
  if (last >= today) return undefined;
  return {
    what: `这个活动已经结束：最后的日期是 ${last}，今天是 ${today}，不会再提醒，也不会再发周报`,
    advice:
      '要开展新的活动，请把活动文件里的 start（首日）、end（结束日）和写成日期的 by（截止日）改成新的日期，写成 day 45 的不用改',
  };
}
