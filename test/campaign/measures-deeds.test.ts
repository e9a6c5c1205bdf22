import { describe, expect, it } from 'vitest';
import type { DeedFact } from '../../src/campaign/facts/deeds.ts';
import type { Facts } from '../../src/campaign/facts.ts';
import { measures } from '../../src/campaign/measures/index.ts';
import type { Subject, Tally } from '../../src/campaign/measures/measure.ts';
import type { TargetList } from '../../src/campaign/target-list.ts';
import type { PersonId, UnitId } from '../../src/roster/roster.ts';
import { toDay } from '../../src/time/zone.ts';
import { emptyFacts } from '../support/empty-facts.ts';
import { RULES } from '../support/rules.ts';

const UNIT = '甲局' as UnitId;
const ME = 'me' as PersonId;
const COLLEAGUE = 'colleague' as PersonId;
const PERSON: Subject = { kind: 'person', person: ME, home: UNIT };

const did = (target: string, more: Partial<DeedFact> = {}): DeedFact => ({
  person: ME,
  unit: UNIT,
  deed: '走访',
  target,
  act: null,
  day: toDay('2014-03-05'),
  note: '',
  ...more,
});

const LIST: TargetList = {
  id: 'villages',
  title: '村',
  per: 'all',
  targets: ['甲村', '乙村', '丙村'],
  ask: [],
  unless: null,
};

const factsOf = (done: readonly DeedFact[], list: TargetList = LIST): Facts => {
  const targets = list.per === 'all' ? list.targets : [];
  return {
    ...emptyFacts(),
    deedsBy: (person) => done.filter((each) => each.person === person),
    deedsIn: () => done,
    deedsToward: () => done,
    deedsShared: () => done,
    targetList: () => list,
    targetsOf: () => targets,
    targetsOfUnit: () => targets,
  };
};

function tally(name: string, of: unknown, facts: Facts, subject: Subject = PERSON): Tally {
  const bound = measures.get(name)?.bind(of, RULES);
  if (!bound || 'error' in bound) throw new Error(`${name} does not take ${JSON.stringify(of)}`);
  return bound.use.tally(subject, facts);
}

describe('coverage', () => {
  const of = { deed: '走访', list: 'villages' };

  it('counts different targets of the list, and says which are open', () => {
    const facts = factsOf([did('甲村'), did('甲村'), did('外村')]);
    expect(tally('coverage', of, facts)).toMatchObject({
      have: 1,
      all: 3,
      notes: [{ key: 'note.deed-open', view: { open: '乙村、丙村' } }],
    });
  });

  it('does not count what a colleague did, unless that is shared', () => {
    const facts = factsOf([did('甲村', { person: COLLEAGUE })]);
    expect(tally('coverage', of, facts).have).toBe(0);
    expect(tally('coverage', { ...of, shared: true }, facts).have).toBe(1);
  });

  it('of a unit adds up what its people did, and is the unit’s own duty', () => {
    const facts = factsOf([did('甲村'), did('乙村', { person: COLLEAGUE })]);
    expect(tally('coverage', of, facts, { kind: 'unit', unit: UNIT })).toMatchObject({
      have: 2,
      turn: 'own',
    });
  });

  it('asks for nothing of whom the list has nothing for', () => {
    expect(tally('coverage', of, factsOf([], { ...LIST, targets: [] }))).toMatchObject({ have: 0, need: 0 });
  });

  it('asks for one more as long as all together leave something open', () => {
    const together = { ...of, together: 'all' };
    const half = factsOf([did('甲村'), did('乙村', { person: COLLEAGUE })]);
    expect(tally('coverage', together, half)).toMatchObject({ have: 1, more: true });
    const whole = factsOf([
      did('甲村'),
      did('乙村', { person: COLLEAGUE }),
      did('丙村', { person: COLLEAGUE }),
    ]);
    expect(tally('coverage', together, whole)).toMatchObject({ have: 1, more: false });
  });

  it('waits for the answers a list asks for, whoever of the notes gives them', () => {
    const asking = { ...LIST, ask: ['原因', '办法'] };
    const once = tally('coverage', of, factsOf([did('甲村', { note: '原因：缺水' })], asking));
    expect(once.have).toBe(0);
    expect(once.notes.at(-1)).toMatchObject({
      key: 'note.deed-question',
      view: { target: '甲村', open: '办法' },
    });
    const twice = [did('甲村', { note: '原因：缺水' }), did('甲村', { note: '办法：打井' })];
    expect(tally('coverage', of, factsOf(twice, asking)).have).toBe(1);
  });
});

describe('deeds', () => {
  it('counts times, and the same thing told twice once', () => {
    const facts = factsOf([
      did('甲村'),
      did('甲村', { note: '补充' }),
      did('甲村', { day: toDay('2014-03-06') }),
    ]);
    expect(tally('deeds', { deed: '走访' }, facts).have).toBe(2);
  });

  it('counts different targets where that is asked', () => {
    const facts = factsOf([did('甲村'), did('甲村', { day: toDay('2014-03-06') }), did('乙村')]);
    expect(tally('deeds', { deed: '走访', count: 'targets' }, facts).have).toBe(2);
  });

  it('counts acts, and names the one still open', () => {
    const of = { deed: '走访', act: ['集体学习', '民主生活会'], count: 'acts' };
    expect(tally('deeds', of, factsOf([]))).toMatchObject({ have: 0, all: 2, notes: [] });
    expect(
      tally('deeds', of, factsOf([did('甲村', { act: '集体学习' }), did('乙村', { act: '集体学习' })])),
    ).toMatchObject({
      have: 1,
      notes: [{ key: 'note.deed-acts', view: { open: '民主生活会' } }],
    });
  });

  it('leaves out what was done otherwise', () => {
    const of = { deed: '走访', act: ['听取意见'] };
    expect(tally('deeds', of, factsOf([did('甲村'), did('乙村', { act: '集体学习' })])).have).toBe(0);
  });
});
