import { describe, expect, it } from 'vitest';
import { addMonths, lastOfMonth, monthsOf } from '../../src/time/months.ts';
import { addDays, daysBetween, toDay } from '../../src/time/zone.ts';

const months = (first: string, last: string): number => monthsOf(toDay(first), toDay(last));

describe('calendar months', () => {
  it('end on the day before the one they began on', () => {
    expect(months('2014-04-10', '2014-07-09')).toBe(3);
    expect(months('2014-04-10', '2014-07-08')).toBeLessThan(3);
    expect(months('2014-04-10', '2014-07-10')).toBeGreaterThan(3);
    expect(months('2014-01-01', '2014-12-31')).toBe(12);
  });

  it('are whole ones whatever their length, across a year and in a leap year', () => {
    expect(months('2014-02-01', '2014-02-28')).toBe(1);
    expect(months('2016-02-01', '2016-02-28')).toBeLessThan(1);
    expect(months('2014-11-30', '2015-02-27')).toBe(3);
    expect(addMonths(toDay('2016-01-31'), 1)).toBe('2016-02-29');
    expect(lastOfMonth(toDay('2015-12-31'))).toBe('2015-12-31');
  });

  it('never shrink as the days go on', () => {
    const first = toDay('2014-01-29');
    let before = 0;
    for (let day = first; daysBetween(first, day) < 800; day = addDays(day, 1)) {
      const now = monthsOf(first, day);
      expect(now).toBeGreaterThan(before);
      before = now;
    }
    expect(monthsOf(first, addDays(first, -1))).toBe(0);
  });
});
