import { describe, expect, it } from 'vitest';
import { overview } from '../../src/outreach/overview.ts';
import { unitTable } from '../../src/pages/unit-table.ts';
import { Progress } from '../../src/progress/progress.ts';
import { State } from '../../src/progress/state.ts';
import { Roster, type UnitId } from '../../src/roster/roster.ts';
import { toDay, Zone } from '../../src/time/zone.ts';
import { loadWording, type View } from '../../src/wording/wording.ts';
import { inventRoster } from '../bench/invented.ts';
import { sampleCampaign } from '../support/county.ts';

const campaign = await sampleCampaign();
const { say } = loadWording('templates/messages');

/** The table of an invented county with five branches a unit, on a day of its choice. */
function tableOf(
  branches: number,
  { scope, day = '2014-03-10' }: { scope?: string; day?: string } = {},
): View {
  const roster = new Roster(inventRoster({ branches, people: branches * 3 }));
  const progress = new Progress(campaign, roster, new State(), new Zone('Asia/Shanghai'), () => toDay(day));
  const unit = roster.units.find(({ id }) => id === scope)?.id ?? roster.root.id;
  const table = unitTable({ say, campaign, roster, today: toDay(day) }, unit, overview(progress, unit));
  if (table === null) throw new Error('no table');
  return table;
}

/** Everything of this name, however deep. */
function all(name: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => all(name, each));
  return Object.entries(value).flatMap(([key, each]) => [
    ...(key === name ? [each] : []),
    ...all(name, each),
  ]);
}

describe('the table of units below', () => {
  it('shows up to twelve with a sign for each requirement, and says in words what each sign means', () => {
    const table = tableOf(60);
    expect(table['groups']).toBeUndefined();
    expect(all('name', table)).toEqual(Array.from({ length: 12 }, (_, index) => `第${index + 1}局`));
    expect(new Set(all('mark', table))).toEqual(new Set(['unmet', 'idle', 'free']));
    expect(new Set(all('says', table))).toEqual(new Set(['还没有完成', '暂时没有要做的', '不要求']));
  });

  it('shows of more how many requirements each has met, in the roster’s order', () => {
    const table = tableOf(65);
    expect(table['signs']).toBeUndefined();
    expect(all('name', table)).toEqual(Array.from({ length: 13 }, (_, index) => `第${index + 1}局`));
    expect(all('category', table)).toEqual([null]);
    expect(all('bar', table)).toHaveLength(13);
    for (const bar of all('bar', table)) expect(bar).not.toContain('style=');
  });

  it('folds very many by what they are', () => {
    const table = tableOf(305);
    expect(all('category', table)).toEqual(['机关', '事业单位', '乡镇', '国有企业']);
    expect(all('count', table)).toEqual([61, 16, 15, 15, 15]);
  });

  it('marks what is late once its day has passed, and not before', () => {
    expect(all('mark', tableOf(10, { day: '2014-04-01' }))).not.toContain('late');
    expect(all('mark', tableOf(10, { day: '2014-04-02' }))).toContain('late');
  });

  it('numbers requirements as everywhere else, and leaves out those that none below is asked', () => {
    const numbers = all('number', tableOf(10));
    expect(numbers).toEqual(numbers.toSorted((a, b) => Number(a) - Number(b)));
    const below = tableOf(10, { scope: '第1局' });
    expect(all('title', below)).toEqual(['“三思三观”体会文章1篇']);
    expect(all('number', below)).toEqual([campaign.requirements.findIndex(({ id }) => id === 'essay') + 1]);
  });

  it('is none for a branch', () => {
    expect(() => tableOf(10, { scope: '第1局/第1支部' as UnitId })).toThrow('no table');
  });
});
