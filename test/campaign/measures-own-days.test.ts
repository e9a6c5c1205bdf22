import { describe, expect, it } from 'vitest';
import type { Facts, SessionFact } from '../../src/campaign/facts.ts';
import { measures } from '../../src/campaign/measures/index.ts';
import type { RecordId } from '../../src/records/records.ts';
import type { UnitId } from '../../src/roster/roster.ts';
import { toDay } from '../../src/time/zone.ts';
import { emptyFacts } from '../support/empty-facts.ts';
import { came, RULES } from '../support/rules.ts';

const OFFICE = '活动办' as UnitId;
const UNIT = '县教育局' as UnitId;
const FIRST = '县教育局/第一支部' as UnitId;
const SECOND = '县教育局/第二支部' as UnitId;

const heldBy = (unit: UnitId, present: number): SessionFact => ({
  ...{ id: `s-${unit}` as RecordId, unit, activity: '班子学习', topic: null, mode: null, title: '班子学习' },
  ...{ start: 0, day: toDay('2014-03-04'), planned: null, minutes: 360, turnout: came(present) },
});

/** A unit of two branches; what each side sees of the sessions, by how many of its people were there. */
const factsOf = (seen: Readonly<Record<string, readonly SessionFact[]>>): Facts => ({
  ...emptyFacts(),
  asksSomebody: () => true,
  sessionsFor: (unit) => seen[unit] ?? [],
  branchesOf: (unit) => (unit === UNIT ? [FIRST, SECOND] : [unit]),
  holdingOf: (unit) => ({
    holder: unit === OFFICE ? OFFICE : UNIT,
    isPart: unit === FIRST || unit === SECOND,
  }),
});

function have(facts: Facts, of: object = { held: 'own' }): number | undefined {
  const bound = measures.get('days')?.bind({ activity: ['班子学习'], ...of }, RULES);
  return bound && 'use' in bound ? bound.use.tally({ kind: 'unit', unit: UNIT }, facts).have : undefined;
}

describe('days of study held by the unit itself', () => {
  it('leave out the meeting of the level above', () => {
    const above = factsOf({
      [UNIT]: [heldBy(OFFICE, 4)],
      [FIRST]: [heldBy(OFFICE, 2)],
      [SECOND]: [heldBy(OFFICE, 2)],
    });
    expect(have(above)).toBe(0);
    expect(have(above, {})).toBe(1);
  });

  it('count a meeting of the leaders, who all belong to one branch, for the whole unit', () => {
    const leaders = factsOf({
      [UNIT]: [heldBy(UNIT, 3)],
      [FIRST]: [heldBy(UNIT, 3)],
      [SECOND]: [heldBy(UNIT, 0)],
    });
    expect(have(leaders)).toBe(1);
    expect(have(leaders, {})).toBe(0);
  });

  it('still ask every branch where one branch met by itself', () => {
    const one = factsOf({ [UNIT]: [heldBy(FIRST, 3)], [FIRST]: [heldBy(FIRST, 3)], [SECOND]: [] });
    expect(have(one)).toBe(0);
  });
});
