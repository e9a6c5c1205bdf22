import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type LoadOptions, loadCampaign } from '../../src/campaign/load.ts';
import { toDay } from '../../src/time/zone.ts';

const STUDY = await readFile('test/support/campaigns/study.yaml', 'utf8');

const loaded = (by: string, options: Partial<LoadOptions> = {}) =>
  loadCampaign(STUDY.replace('by: day 45', by), { file: 'ours.yaml', ...options });

const dueOf = (by: string, options?: Partial<LoadOptions>) => {
  const result = loaded(by, options);
  if (!result.ok) throw new Error(JSON.stringify(result.mistakes));
  return result.campaign.requirements[0]?.due;
};

const mistakesIn = (by: string) => {
  const result = loaded(by);
  return result.ok
    ? []
    : result.mistakes.map(({ line, problem, allowed }) => `${line} ${problem} ${allowed}`);
};

describe('by', () => {
  it('is the office’s where nothing is said, and the notice’s where the file says so', () => {
    expect(dueOf('by: day 45')).toEqual({ from: 'office', rule: { kind: 'day', day: '2014-04-16' } });
    expect(dueOf('by: { date: 2014-04-16, from: notice }')).toEqual({
      from: 'notice',
      rule: { kind: 'day', day: '2014-04-16' },
    });
  });

  it('takes a day for each category, moved along with the campaign', () => {
    const days = new Map([
      ['乡镇', '2014-04-16'],
      ['机关', '2014-04-01'],
    ]);
    expect(dueOf('by: { 乡镇: day 45, 机关: 2014-04-01 }')?.rule).toEqual({ kind: 'category', days });
    expect(dueOf('by: { date: { 乡镇: day 45, 机关: day 30 }, from: notice }')).toMatchObject({
      from: 'notice',
      rule: { days },
    });
    const moved = dueOf('by: { 机关: 2014-04-01 }', { start: toDay('2014-03-13') })?.rule;
    expect(moved).toEqual({ kind: 'category', days: new Map([['机关', '2014-04-11']]) });
  });

  it('takes days or workdays after a session', () => {
    expect(dueOf('by: { after: { activity: [讨论] }, workdays: 5, from: notice }')).toEqual({
      from: 'notice',
      rule: { kind: 'after', sessions: { activity: ['讨论'] }, count: 5, of: 'workdays' },
    });
    expect(
      dueOf('by: { after: { activity: [讨论], between: [day 1, day 10] }, days: 10 }')?.rule,
    ).toMatchObject({
      sessions: { between: ['2014-03-03', '2014-03-12'] },
      of: 'days',
    });
  });

  it('may be left out, which is warned of', () => {
    const result = loaded('');
    expect(result.ok && result.campaign.requirements[0]?.due).toBeNull();
    expect(result.ok && result.warnings.join()).toContain('“collective-study”没有写截止日（by）');
  });

  it.each([
    ['by: tomorrow', /应为日期/],
    ['by: { date: day 45, from: county }', /notice/],
    ['by: { after: { activity: [讨论] } }', /days.*workdays/],
    ['by: { after: { activity: [讨论] }, days: 3, workdays: 3 }', /两个里写一个/],
    ['by: { after: { activity: [种树] }, days: 3 }', /“种树”没有列在 activities 里/],
    ['by: { 机关: 四月 }', /应为日期/],
    ['by: { 机关: 2014-02-01, 乡镇: day 45 }', /早于活动开始日/],
    ['by: [day 45]', /./],
  ])('is refused with its line: %s', (by, problem) => {
    const line = STUDY.slice(0, STUDY.indexOf('by: day 45')).split('\n').length;
    const found = mistakesIn(by);
    expect(found.join('\n')).toMatch(problem);
    expect(found[0]).toMatch(new RegExp(`^${line} `));
  });
});
