import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { daysNamed } from '../../src/campaign/deadline.ts';
import { loadCampaign } from '../../src/campaign/load.ts';
import type { Mistake } from '../../src/campaign/mistakes.ts';
import { toDay } from '../../src/time/zone.ts';

const XIANJU = readFileSync('test/support/campaigns/study.yaml', 'utf8');

const load = (text: string) => loadCampaign(text, { file: 'xianju.yaml' });

function campaignOf(text: string) {
  const loaded = load(text);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes, null, 1));
  return loaded.campaign;
}

function mistakesOf(text: string): readonly Mistake[] {
  const loaded = load(text);
  return loaded.ok ? [] : loaded.mistakes;
}

/** The line, counted from 1, on which the fragment first stands. */
const lineOf = (text: string, fragment: string): number =>
  text.slice(0, text.indexOf(fragment)).split('\n').length;

describe('the campaign file of Xianju', () => {
  const campaign = campaignOf(XIANJU);
  const requirement = (id: string) => campaign.requirements.find((each) => each.id === id);

  it('asks what the notice asks, each with its clause', () => {
    expect(campaign.requirements.map(({ id }) => id)).toEqual([
      'collective-study',
      'three-thoughts',
      'essay',
      'discussion-evidence',
    ]);
    for (const { clause } of campaign.requirements) expect(clause).toContain('仙群组办发〔2014〕3号');
  });

  it('asks three days of study of 机关 and 事业单位 only', () => {
    expect(requirement('collective-study')).toMatchObject({
      min: 3,
      where: { category: ['机关', '事业单位'] },
    });
  });

  it('sends leaders’ essays up and leaves all others with the branch', () => {
    expect(requirement('essay')?.readers).toEqual({ leader: 'office', others: 'branch' });
    expect(requirement('essay')?.measure.essayTopics).toEqual(['三思三观']);
  });

  it('counts relative days from the first day, which is day 1', () => {
    expect(campaign.start).toBe('2014-03-03');
    expect(requirement('three-thoughts')?.due).toEqual({
      from: 'office',
      rule: { kind: 'day', day: '2014-04-01' },
    });
  });

  it('moves as a whole, days that are written out too', () => {
    const written = XIANJU.replace('by: day 30', 'by: 2014-04-01');
    const moved = loadCampaign(written, { file: 'x', start: toDay('2026-11-09') });
    if (!moved.ok) throw new Error('not loaded');
    expect(moved.campaign.requirements.flatMap(({ due }) => daysNamed(due))).toEqual([
      '2026-12-23',
      '2026-12-08',
      '2026-12-18',
      '2026-12-18',
    ]);
  });
});

describe('a mistake in a campaign file', () => {
  const cases: readonly (readonly [
    name: string,
    from: string,
    to: string,
    problem: RegExp,
    allowed: RegExp,
  ])[] = [
    ['an unknown measure', 'measure: days', 'measure: dyas', /没有“dyas”这种计量方式/, /days.*是不是“days”/],
    ['an unknown item', 'weekly_budget: 3', 'weekly_bugdet: 3', /不认识的项目“weekly_bugdet”/, /删去/],
    ['an unknown item under of', 'at_least: 半天', 'at_leest: 半天', /不认识的项目“at_leest”/, /删去/],
    ['a day that does not exist', 'start: 2014-03-03', 'start: 2014-02-30', /应为日期/, /./],
    ['a deadline in words', 'by: day 45', 'by: 四月中旬', /应为日期.*相对天数/, /./],
    ['a length that is none', 'at_least: 半天', 'at_least: 很久', /应为时长/, /./],
    [
      'a topic the campaign does not list',
      'topic: [三思三观], at_least',
      'topic: [三思], at_least',
      /“三思”没有列在 topics/,
      /三思三观/,
    ],
    ['a role nobody has', 'where: { role: [党员] }', 'where: { role: [党圆] }', /./, /党员/],
    ['a measure on the wrong subject', 'each: person', 'each: unit', /不能用于 each: unit/, /person/],
    ['“all” of what has no all', 'min: 3', 'min: all', /没有“全部”/, /min: 1/],
    ['a maximum below the minimum', 'min: 3\n', 'min: 3\n    max: 2\n', /最多数比最少数还小/, /3/],
    ['an id twice', 'id: three-thoughts', 'id: collective-study', /编号“collective-study”重复/, /一次/],
    ['an end before the start', 'end: day 75', 'end: 2014-02-01', /结束日早于开始日/, /2014-03-03/],
    ['a missing clause', '    clause: 仙群组办发〔2014〕3号 第一部分\n', '', /./, /./],
    ['a negative minimum', 'min: 3', 'min: -3', /./, /./],
    ['a clock time that is none', 'at: "09:00"', 'at: "25:00"', /应为时刻/, /./],
  ];

  it.each(cases)(
    '%s is told with its line, what is wrong and what is allowed',
    (_, from, to, problem, allowed) => {
      const broken = XIANJU.replace(from, to);
      expect(broken).not.toBe(XIANJU);
      const [mistake, ...others] = mistakesOf(broken);
      expect(others).toEqual([]);
      expect(mistake?.file).toBe('xianju.yaml');
      expect(mistake?.problem).toMatch(problem);
      expect(mistake?.allowed).toMatch(allowed);
      if (to !== '')
        expect(mistake?.line).toBeGreaterThan(
          lineOf(broken, 'requirements:') * Number(to.includes('measure')),
        );
    },
  );

  it('stands on the very line', () => {
    const broken = XIANJU.replace('measure: sessions', 'measure: session');
    expect(mistakesOf(broken)[0]?.line).toBe(lineOf(broken, 'measure: session'));
    const unknown = XIANJU.replace('mention: true', 'mentoin: true');
    expect(mistakesOf(unknown)[0]?.line).toBe(lineOf(unknown, 'mentoin'));
  });

  it('does not hide the others', () => {
    const broken = XIANJU.replace('measure: days', 'measure: dyas').replace(
      'measure: essays',
      'measure: essey',
    );
    expect(mistakesOf(broken)).toHaveLength(2);
  });

  it('of indentation is told as one, not as a crash', () => {
    const [mistake] = mistakesOf(XIANJU.replace('  at: "09:00"', '\tat: "09:00"'));
    expect(mistake?.problem).toContain('文件格式有误');
    expect(mistake?.line).toBeGreaterThan(1);
  });

  it('of the whole file being something else is told too', () => {
    expect(mistakesOf('三思三观').length).toBeGreaterThan(0);
    expect(mistakesOf('').length).toBeGreaterThan(0);
  });
});

describe('warnings', () => {
  it('name years whose holidays are not known', () => {
    const loaded = loadCampaign(XIANJU, { file: 'x', start: toDay('2031-03-03') });
    expect(loaded.ok && loaded.warnings.join()).toContain('没有 2031 年的节假日数据');
  });

  it('name requirements that have no deadline', () => {
    const loaded = load(XIANJU.replace('    by: day 30\n', ''));
    expect(loaded.ok && loaded.warnings.join()).toContain('“three-thoughts”没有写截止日');
  });
});

describe('mistakes of different kinds', () => {
  it('are told in one go: a wrong value in one requirement does not hide a wrong word in another', () => {
    const broken = XIANJU.replace('by: day 45', 'by: 四月中旬').replace('measure: essays', 'measure: essey');
    expect(mistakesOf(broken).map(({ problem }) => problem)).toEqual([
      expect.stringContaining('应为日期'),
      expect.stringContaining('没有“essey”这种计量方式'),
    ]);
  });
});
