import { describe, expect, it } from 'vitest';
import { daysNamed } from '../../src/campaign/deadline.ts';
import { campaignDay, nextDeadline, nextWorkingMorning } from '../../src/demo/moments.ts';
import { toDay } from '../../src/time/zone.ts';
import { instant, openCounty } from '../support/county.ts';

describe('where the clock can be moved to', () => {
  it.each([
    ['a working day before nine', ['2014-03-04', '07:30'], ['2014-03-04', '09:00']],
    ['a working day at nine', ['2014-03-04', '09:00'], ['2014-03-05', '09:00']],
    ['a Friday evening', ['2014-03-07', '18:00'], ['2014-03-10', '09:00']],
  ] as const)('from %s to the next working morning', async (_when, at, morning) => {
    const county = await openCounty({ at: ['2014-03-03', '09:00'] });
    const outlook = { ...county.stage.app.outlook(), now: instant(at[0], at[1]) };
    expect(nextWorkingMorning(outlook)).toBe(instant(morning[0], morning[1]));
  });

  it('to noon of the next last day, until there is none', async () => {
    const county = await openCounty({ at: ['2014-03-04', '09:00'] });
    const outlook = county.stage.app.outlook();
    const dues = outlook.progress.campaign.requirements.flatMap(({ due }) => daysNamed(due)).toSorted();
    const [first = '', last = ''] = [dues[0], dues.at(-1)];
    expect(nextDeadline(outlook)?.at).toBe(instant(first, '12:00'));
    expect(nextDeadline({ ...outlook, now: instant(last, '12:00') })).toBeUndefined();
  });

  it('and the day is counted from the first one on', () => {
    const start = toDay('2014-03-03');
    expect(campaignDay(start, start)).toBe('活动第1天');
    expect(campaignDay(start, toDay('2014-03-19'))).toBe('活动第17天');
  });
});
