import { describe, expect, it } from 'vitest';
import type { AppraisalFacts } from '../../src/campaign/facts/appraisal.ts';
import type { SessionFact } from '../../src/campaign/facts.ts';
import { loadCampaign } from '../../src/campaign/load.ts';
import { appraisal } from '../../src/campaign/measures/appraisal.ts';
import { merged } from '../../src/dialogue/appraisal/pools.ts';
import type { RecordId } from '../../src/records/records.ts';
import type { UnitId } from '../../src/roster/roster.ts';
import { HOUR } from '../../src/time/clock.ts';
import { toDay } from '../../src/time/zone.ts';
import { emptyFacts } from '../support/empty-facts.ts';
import { came, RULES } from '../support/rules.ts';

const UNIT = '甲局' as UnitId;
const GROUPS = ['党员干部', '服务对象'];

function tally(of: unknown, facts: Partial<AppraisalFacts>, meetings: readonly SessionFact[] = []) {
  const bound = appraisal.bind(of, RULES);
  if ('error' in bound) throw bound.error;
  const sessions = { sessionsFor: () => meetings, sessionsHeldIn: () => meetings };
  const all = { ...emptyFacts(), ...sessions, voterGroups: GROUPS, ...facts };
  return bound.use.tally({ kind: 'unit', unit: UNIT }, all);
}

const closed = (closedAt: number, voted: readonly number[]) => ({
  closedAt,
  turnout: GROUPS.map((group, index) => ({ group, voted: voted[index] ?? 0 })),
});

const meeting = (start: number, minutes: number | null): SessionFact => ({
  ...{ id: 'm' as RecordId, unit: UNIT, activity: '动员大会', topic: null, mode: null, title: '动员大会' },
  ...{ start, day: toDay('2014-03-03'), planned: null, minutes, turnout: came(9) },
});

describe('the measure of appraisals', () => {
  it('counts closed ballots, and where all groups are wanted only those in which each took part', () => {
    const facts = { appraisalsOf: () => [closed(0, [5, 0]), closed(1, [5, 3])] };
    expect(tally({}, facts).have).toBe(2);
    expect(tally({ groups: 'all' }, facts)).toMatchObject({ have: 1, notes: [] });
    expect(tally({ groups: 'all' }, { appraisalsOf: () => [closed(0, [5, 0])] })).toMatchObject({
      have: 0,
      notes: [{ key: 'note.appraisal-groups', view: { absent: '服务对象' } }],
    });
  });

  it('wants the ballots collected when the meeting has ended, not while it lasts nor before', () => {
    const of = { after: { activity: ['动员大会'] } };
    const facts = { appraisalsOf: () => [closed(3 * HOUR, [5, 3])] };
    expect(tally(of, facts, [meeting(HOUR, 120)]).have).toBe(1);
    expect(tally(of, facts, [meeting(HOUR, 121)]).have).toBe(0);
    expect(tally(of, facts, [meeting(HOUR, null)]).have).toBe(0);
    expect(tally(of, facts).notes).toMatchObject([{ key: 'note.appraisal-early' }]);
  });

  it('tells of a ballot that is going on, and asks nothing of one of several branches', () => {
    const going = { appraisalNow: () => ({ voted: 3, voters: 9 }) };
    expect(tally({}, going)).toMatchObject({
      have: 0,
      need: null,
      notes: [{ view: { voted: 3, voters: 9 } }],
    });
    expect(tally({}, { isAppraisedPart: () => true })).toMatchObject({ have: 0, need: 0 });
  });
});

describe('groups that are too small', () => {
  const pool = (group: string, size: number) => ({ groups: [group], size });

  it('are put together so that none is left that could be told by taking the others from the whole', () => {
    expect(merged([pool('甲', 9), pool('乙', 1), pool('丙', 5)], 3)).toEqual([
      { groups: ['甲'], size: 9 },
      { groups: ['乙', '丙'], size: 6 },
    ]);
    expect(merged([pool('甲', 1), pool('乙', 1), pool('丙', 0)], 3)).toEqual([
      { groups: ['甲', '乙'], size: 2 },
    ]);
    expect(merged([pool('甲', 3), pool('乙', 3)], 3)).toHaveLength(2);
    expect(merged([], 3)).toEqual([]);
  });
});

describe('the appraisal section of a campaign file', () => {
  const file = (section: string, measure = 'appraisal'): string => `
id: sample
title: 样例
document: 一号
start: 2014-03-03
end: day 30
${section}
requirements:
  - { id: a, title: 评议, clause: 一, each: unit, measure: ${measure}, min: 1, by: day 9 }
`;
  const mistakes = (section: string): string => {
    const loaded = loadCampaign(file(section), { file: 'sample.yaml' });
    return loaded.ok
      ? ''
      : loaded.mistakes.map((each) => `${each.line} ${each.problem} ${each.allowed}`).join('\n');
  };

  it('needs no more than the groups of voters', () => {
    const loaded = loadCampaign(file('appraisal: { groups: [{ name: 党员, from: unit }] }'), { file: 'x' });
    expect(loaded.ok && loaded.campaign.appraisal).toMatchObject({ least: 10, leastGroup: 3, ahead: 0 });
    expect(loaded.ok && loaded.campaign.appraisal?.choices.map(({ name }) => name)).toEqual([
      '好',
      '较好',
      '一般',
      '差',
    ]);
  });

  it('tells, with the line, what is wrong and what is allowed', () => {
    expect(mistakes('')).toMatch(/9 没有写怎样评议 加上 appraisal 一节/);
    expect(mistakes('appraisal: { least: 2, groups: [{ name: 党员, from: unit }] }')).toMatch(/^7 /);
    expect(mistakes('appraisal: { groups: [{ name: 党员, from: unit, role: [局长] }] }')).toContain(
      '没有“局长”这种角色',
    );
    expect(mistakes('appraisal: { groups: [{ name: 群众, role: [党员] }] }')).toContain(
      '开评时点名的人不按角色算',
    );
    expect(mistakes('appraisal: { groups: [{ name: 党员, from: unit, category: [机关] }] }')).toContain(
      '类别只用来挑其他单位',
    );
    expect(mistakes('appraisal: { groups: [{ name: 结果 }] }')).toContain('是指令用的词');
    expect(mistakes('appraisal: { groups: [{ name: 好 }] }')).toContain('“好”写了两次');
  });
});
