import type { Campaign } from '../../campaign/campaign.ts';
import { KNOWN_YEARS, Workdays } from '../../time/workdays.ts';
import { toDay } from '../../time/zone.ts';
import type { Check } from '../check.ts';
import { type Finding, fine, warning } from '../finding.ts';
import type { Premises } from '../premises.ts';

export const holidays = (premises: Premises): Check => ({
  name: '假日',
  async run() {
    const loaded = await premises.campaign();
    return [loaded?.ok ? describe(loaded.campaign) : warning('活动文件读不出来，没有检查')];
  },
});

/** Holidays are known by program data, or were written into the campaign file; make-up days alone are not holidays. */
function describe({ start, end, workdays: overrides }: Campaign): Finding {
  const workdays = new Workdays(overrides);
  const years = yearsBetween(yearOf(start), yearOf(end));
  const written = new Set(overrides.rest.map(yearOf));
  const unknown = years.filter((year) => !workdays.knowsYear(toDay(`${year}-01-01`)) && !written.has(year));
  if (unknown.length === 0) return fine(`${years.join('、')} 年的节假日都有`);
  return warning(
    `没有 ${unknown.join('、')} 年的节假日数据（程序里有 ${KNOWN_YEARS.from}—${KNOWN_YEARS.to} 年），只按周末和元旦、五一、国庆休息`,
    '国务院办公厅公布放假安排后，在活动文件的 workdays 里补上 rest（放假）和 work（调休上班）日期',
  );
}

const yearOf = (day: string): number => Number(day.slice(0, 4));

const yearsBetween = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);
