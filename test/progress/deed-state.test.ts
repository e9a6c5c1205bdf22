import { describe, expect, it } from 'vitest';
import type { Commit } from '../../src/journal/commit.ts';
import { State } from '../../src/progress/state.ts';
import type { LedgerRecord, RecordId } from '../../src/records/records.ts';
import type { PersonId, UnitId } from '../../src/roster/roster.ts';
import { toDay } from '../../src/time/zone.ts';

const unit = '甲局/一支部' as UnitId;
const person = 'me' as PersonId;
const shared = { by: person, unit, person, deed: '走访', day: toDay('2014-03-05'), note: '' } as const;

const records: readonly LedgerRecord[] = [
  { ...shared, id: 'a' as RecordId, at: 1, kind: 'deed.logged', target: '河东村1户', act: null },
  { ...shared, id: 'b' as RecordId, at: 2, kind: 'deed.logged', target: '河东村2户', act: null },
  { ...shared, id: 'c' as RecordId, at: 3, kind: 'deed.planned', target: '河东村' },
  {
    id: 'd' as RecordId,
    at: 4,
    by: person,
    unit,
    kind: 'record.voided',
    target: 'a' as RecordId,
    reason: '记错了',
  },
];

const commit = (record: LedgerRecord): Commit => ({
  cause: record.id,
  at: record.at,
  records: [record],
  outbox: [],
});

function told(order: readonly LedgerRecord[]) {
  const state = new State();
  for (const record of order) state.apply(commit(record));
  const { deeds } = state;
  return {
    by: deeds.doneBy(person).map(({ id }) => id),
    unit: deeds.doneIn(unit).map(({ id }) => id),
    at: deeds.doneAt('走访', '河东村1户').map(({ id }) => id),
    plans: deeds.plansOf('走访').map(({ id }) => id),
  };
}

describe('deeds folded from the ledgers', () => {
  it('do not count once they are taken back', () => {
    expect(told(records)).toEqual({ by: ['b'], unit: ['b'], at: [], plans: ['c'] });
  });

  it('are the same in any order and however often they are told', () => {
    const [a, b, c, d] = records;
    if (!a || !b || !c || !d) throw new Error('four records were expected');
    for (const order of [
      [d, c, b, a],
      [b, d, a, c],
      [c, a, d, b, a, b, c, d],
    ])
      expect(told(order)).toEqual(told(records));
  });
});
