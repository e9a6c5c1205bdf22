import { describe, expect, it } from 'vitest';
import type { CheckFact, FollowUpFacts, ItemFact } from '../../src/campaign/facts/follow-ups.ts';
import { loadCampaign } from '../../src/campaign/load.ts';
import type { Tally } from '../../src/campaign/measures/measure.ts';
import { Progress } from '../../src/progress/progress.ts';
import { State } from '../../src/progress/state.ts';
import type { RecordId } from '../../src/records/records.ts';
import { type PersonId, Roster, type UnitId } from '../../src/roster/roster.ts';
import { type Day, toDay, Zone } from '../../src/time/zone.ts';
import { TEXT } from '../follow-ups/support.ts';
import { sampleRoster } from '../support/county.ts';
import { openingDay } from '../support/opening-day.ts';

const loaded = loadCampaign(TEXT, { file: 'follow-ups.yaml' });
if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
const { campaign } = loaded;
const progress = new Progress(
  campaign,
  new Roster(await sampleRoster()),
  new State(),
  new Zone('Asia/Shanghai'),
  openingDay,
);
const LIBRARY = '县图书馆' as UnitId;
const FIRST = '县教育局/机关第一支部' as UnitId;

const requirementOf = (id: string) => {
  const requirement = progress.requirement(id);
  if (!requirement) throw new Error(`no requirement ${id}`);
  return requirement;
};
const standing = (id: string, facts: Partial<FollowUpFacts>, unit: UnitId = LIBRARY) =>
  progress.standing(requirementOf(id), { kind: 'unit', unit }, { ...progress.facts, ...facts });
const tally = (id: string, facts: Partial<FollowUpFacts>, unit: UnitId = LIBRARY): Tally =>
  requirementOf(id).measure.tally({ kind: 'unit', unit }, { ...progress.facts, ...facts });

const check = (number: number, answer: string | null, note: string | null = null): CheckFact => ({
  number,
  point: `第${number}问`,
  answer,
  enough: answer === '是',
  note,
});
const answers = (...points: CheckFact[]): Partial<FollowUpFacts> => ({
  checksOf: (unit) => ({ holder: unit, isPart: false, points }),
});

const item = (
  number: number,
  date: string,
  done: string | null = null,
  type: string | null = null,
): ItemFact => ({
  id: `i${number}` as RecordId,
  number,
  holder: LIBRARY,
  unit: LIBRARY,
  type,
  title: `第${number}件事`,
  goal: null,
  person: 'suzhigang' as PersonId,
  date: toDay(date),
  stage: done ? '完成' : '认领',
  done: done as Day | null,
  note: null,
});
const having = (items: readonly ItemFact[], isPart = false): Partial<FollowUpFacts> => ({
  itemsOf: (unit) => ({ holder: unit, isPart, items }),
});

describe('checklist', () => {
  it('counts the points answered well enough, of all', () => {
    const found = standing(
      'look-back',
      answers(check(1, '是'), check(2, '否', '人手少'), check(3, null), check(4, '是')),
    );
    expect([found.status, found.have, found.need]).toEqual(['unmet', 2, 4]);
    expect(found.notes.map(({ key, view }) => [key, view['number'] ?? view['numbers'], view['why']])).toEqual(
      [
        ['note.checklist-short', 2, '人手少'],
        ['note.checklist-open', '3', undefined],
      ],
    );
  });

  it('is met when all are, and says nothing more', () => {
    const found = standing('look-back', answers(...[1, 2, 3, 4].map((number) => check(number, '是'))));
    expect([found.status, found.notes]).toEqual(['met', []]);
  });

  it('asks nothing of one branch of several, and says whose it is', () => {
    const found = standing('look-back', {}, FIRST);
    expect(found.status).toBe('idle');
    expect(found.notes).toEqual([
      { key: 'note.checklist-others', view: { name: '回头看', holder: '县教育局' } },
    ]);
  });

  it('is a unit’s own turn where several branches cannot answer for it', () => {
    expect(tally('look-back', {}, '县教育局' as UnitId).turn).toBe('own');
    expect(tally('look-back', {}).turn).toBeUndefined();
  });
});

describe('pipeline', () => {
  it('has nothing to do while there is no item, unless a number is asked for', () => {
    expect(standing('wishes', having([])).status).toBe('idle');
    const asked = standing('fix-at-once', having([]));
    expect([asked.status, asked.have, asked.need]).toEqual(['unmet', 0, 1]);
  });

  it('asks one branch of several only for its own items', () => {
    expect(standing('fix-at-once', having([], true)).status).toBe('idle');
    const own = standing('fix-at-once', having([item(1, '2014-03-20')], true));
    expect([own.status, own.need - own.have]).toEqual(['unmet', 1]);
  });

  it('is met when every item is done, and not when a number is reached', () => {
    const items = [
      item(1, '2014-03-20', '2014-03-19'),
      item(2, '2014-03-25', '2014-03-25'),
      item(3, '2014-03-30'),
    ];
    for (const id of ['wishes', 'fix-at-once']) {
      const found = standing(id, having(items));
      expect([found.status, found.have, found.need]).toEqual(['unmet', 2, 3]);
      expect(standing(id, having(items.slice(0, 2))).status).toBe('met');
    }
  });

  it('names the open ones, the soonest first, and says when one was late; late is done all the same', () => {
    const found = tally(
      'wishes',
      having([item(1, '2014-04-20'), item(2, '2014-03-10'), item(3, '2014-03-08', '2014-03-12')]),
    );
    expect(found.notes.map(({ key, view }) => [key, view['number'] ?? view['late']])).toEqual([
      ['note.item-open', 2],
      ['note.item-open', 1],
      ['note.items-late', 1],
    ]);
    expect(found.have).toBe(1);
  });

  it('counts only the types asked for', () => {
    const kept = item(1, '2014-03-20', '2014-03-19', '保留');
    expect(standing('rules', having([kept])).status).toBe('unmet');
    expect(standing('rules', having([kept, item(2, '2014-03-20', '2014-03-19', '新建')])).status).toBe('met');
  });
});

describe('lookpoints', () => {
  const looks = (...noted: boolean[]): Partial<FollowUpFacts> => ({
    looksAt: () => noted.map((each, index) => ({ point: `看点${index}`, noted: each })),
  });

  it('counts those noted; it is the supervisors’ turn', () => {
    const found = standing('supervision', looks(true, false, true));
    expect([found.status, found.have, found.need, found.turn]).toEqual(['unmet', 2, 3, 'others']);
    expect(standing('supervision', looks(true, true)).status).toBe('met');
  });
});

describe('mistakes in the file', () => {
  const mistakesIn = (from: string | RegExp, to: string): readonly string[] => {
    const changed = TEXT.replace(from, to);
    expect(changed).not.toBe(TEXT);
    const result = loadCampaign(changed, { file: 'x.yaml' });
    return result.ok
      ? []
      : result.mistakes.map(({ line, problem, allowed }) => `${line} ${problem} → ${allowed}`);
  };
  const lineOf = (text: string): number => TEXT.split('\n').findIndex((line) => line.includes(text)) + 1;

  it.each([
    [
      '{ checklist: 回头看 }',
      '{ checklist: 回头望 }',
      '“回头望”没有列在 checklists 里 → 回头看、查漏补缺、支部自评（您要写的是不是“回头看”）',
    ],
    ['{ pipeline: 心愿 }', '{ pipeline: 愿望 }', '“愿望”没有列在 pipelines 里'],
    ['types: [废止,', 'types: [废除,', '“废除”没有列在“建章立制”的 types 里'],
    ['name: 查漏补缺', 'name: 回头看', '“回头看”重复'],
    ['enough: [已部署,', 'enough: [1级,', '回答“1级”里有数字或空格'],
    ['name: 惠民实事', 'name: 日历', '“日历”是指令用的词'],
  ])('%s → %s', (from, to, expected) => {
    const found = mistakesIn(from, to);
    expect(
      found.some((each) => each.includes(expected)),
      found.join('\n'),
    ).toBe(true);
    const told = found.find((each) => each.includes(expected)) ?? '';
    expect(Math.abs(Number(told.split(' ')[0]) - lineOf(from))).toBeLessThanOrEqual(1);
  });

  it('tells of a stage too few, an unknown word and a requirement without look-points', () => {
    expect(mistakesIn('stages: [启动, 办结]', 'stages: [启动]')).toHaveLength(1);
    expect(mistakesIn('goal: true', 'goals: true')[0]).toContain('不认识的项目“goals”');
    expect(mistakesIn(/lookpoints:\n(?: {2}- .*\n)+/, '')[0]).toContain('没有写督导的看点');
  });
});
