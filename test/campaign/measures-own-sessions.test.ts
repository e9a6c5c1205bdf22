import { describe, expect, it } from 'vitest';
import type { Facts, SessionFact } from '../../src/campaign/facts.ts';
import { measures } from '../../src/campaign/measures/index.ts';
import type { Tally } from '../../src/campaign/measures/measure.ts';
import type { RecordId } from '../../src/records/records.ts';
import type { UnitId } from '../../src/roster/roster.ts';
import { toDay } from '../../src/time/zone.ts';
import { emptyFacts } from '../support/empty-facts.ts';
import { came, RULES } from '../support/rules.ts';

const BUREAU = '市局' as UnitId;
const HOSPITAL = '医院' as UnitId;
const OFFICES = '医院/机关支部' as UnitId;
const WARDS = '医院/内科支部' as UnitId;

const session = (id: string, unit: UnitId, present: number): SessionFact => ({
  id: id as RecordId,
  unit,
  activity: '动员大会',
  topic: null,
  mode: null,
  title: '动员大会',
  start: Date.parse('2014-03-04T09:00:00+08:00'),
  day: toDay('2014-03-04'),
  planned: null,
  minutes: 90,
  turnout: came(present),
});

/** A hospital of two branches: sessions as each of the three sees them. */
const factsOf = (
  seen: Partial<Record<UnitId, readonly SessionFact[]>>,
  held: readonly SessionFact[] = [],
): Facts => ({
  ...emptyFacts(),
  asksSomebody: () => true,
  sessionsFor: (unit) => seen[unit] ?? [],
  sessionsHeldIn: () => held,
  branchesOf: (unit) => (unit === HOSPITAL ? [OFFICES, WARDS] : [unit]),
  holdingOf: (unit) => ({
    holder: unit === BUREAU ? BUREAU : HOSPITAL,
    isPart: unit === OFFICES || unit === WARDS,
  }),
  leavesSomebody: (id) => id !== 'everybody',
});

function tally(name: string, of: unknown, facts: Facts, unit = HOSPITAL): Tally {
  const bound = measures.get(name)?.bind(of, RULES);
  if (!bound || 'error' in bound) throw new Error(`${name} does not take ${JSON.stringify(of)}`);
  return bound.use.tally({ kind: 'unit', unit }, facts);
}

describe('sessions a unit has to hold itself', () => {
  const own = { activity: ['动员大会'], held: 'own' };
  const any = { activity: ['动员大会'] };

  it('are not those of the level above, though its people were there', () => {
    const above = session('above', BUREAU, 3);
    const facts = factsOf({ [HOSPITAL]: [above], [OFFICES]: [above], [WARDS]: [above] });
    expect(tally('sessions', any, facts).have).toBe(1);
    expect(tally('sessions', own, facts).have).toBe(0);
  });

  it('are the whole unit’s, though not every branch came', () => {
    const facts = factsOf({
      [HOSPITAL]: [session('whole', HOSPITAL, 3)],
      [OFFICES]: [session('whole', HOSPITAL, 3)],
      [WARDS]: [session('whole', HOSPITAL, 0)],
    });
    expect(tally('sessions', any, facts).have).toBe(0);
    expect(tally('sessions', own, facts).have).toBe(1);
    expect(tally('sessions', own, facts, WARDS).have).toBe(1);
  });

  it('are for the unit to call, not for each of its branches', () => {
    expect(tally('sessions', own, factsOf({})).turn).toBe('own');
    expect(tally('sessions', any, factsOf({})).turn).toBeUndefined();
  });

  it('are one branch’s where it held them for itself', () => {
    const facts = factsOf({ [OFFICES]: [session('part', OFFICES, 3)] });
    expect(tally('sessions', own, facts, OFFICES).have).toBe(1);
    expect(tally('sessions', own, facts).have).toBe(0);
  });
});

describe('batches', () => {
  it('see what a branch held, and say which session left nobody at work', () => {
    const facts = factsOf({}, [session('some', OFFICES, 2), session('everybody', OFFICES, 3)]);
    const { have, all, notes } = tally('batches', {}, facts);
    expect({ have, all }).toEqual({ have: 1, all: 2 });
    expect(notes).toMatchObject([{ key: 'note.everyone', view: { session: 'everybody' } }]);
  });
});
