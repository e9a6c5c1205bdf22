import { expect, it } from 'vitest';
import { State } from '../../src/progress/state.ts';
import type { Attended, LedgerRecord, RecordId, RecordVoided } from '../../src/records/records.ts';
import { personId, type UnitId } from '../../src/roster/roster.ts';

const SESSION = 's' as RecordId;
const FIRST = '县教育局/第一支部' as UnitId;
const SECOND = '县教育局/第二支部' as UnitId;

const attended = (unit: UnitId, id: string, who: string, at: number): Attended => {
  const person = personId(who);
  return {
    kind: 'attended',
    id: id as RecordId,
    at,
    by: person,
    unit,
    session: SESSION,
    person,
    mode: '现场',
    late: null,
  };
};

const voided = (target: string, at: number): RecordVoided => ({
  kind: 'record.voided',
  id: `v${target}` as RecordId,
  at,
  by: 'system',
  unit: FIRST,
  target: target as RecordId,
  reason: '签错了',
});

function told(...said: readonly LedgerRecord[]): State {
  const state = new State();
  for (const record of said) {
    state.apply({
      cause: record.id,
      at: record.at,
      records: [record],
      outbox: [],
    });
    // Asked after every record, so that the answer is always one that was kept.
    state.presence(SESSION);
  }
  return state;
}

const namesIn = (state: State): string[] => [...state.attendance(SESSION).keys()];

it('counts whoever comes after it was asked who is there', () => {
  const state = told(attended(FIRST, 'a', 'lin', 1), attended(SECOND, 'b', 'chen', 2));
  expect(namesIn(state)).toEqual(['lin', 'chen']);
  expect([...state.presence(SESSION).keys()]).toEqual([FIRST, SECOND]);
});

it('counts a person once, by the earlier record, even when that one is read later', () => {
  const state = told(attended(SECOND, 'b', 'lin', 2), attended(FIRST, 'a', 'lin', 1));
  expect(state.attendance(SESSION).get(personId('lin'))?.id).toBe('a');
  expect([...state.presence(SESSION).keys()]).toEqual([FIRST]);
});

it('forgets a check-in that was taken back, whichever of the two is read first', () => {
  expect(namesIn(told(attended(FIRST, 'a', 'lin', 1), voided('a', 2)))).toEqual([]);
  expect(namesIn(told(voided('a', 2), attended(FIRST, 'a', 'lin', 1)))).toEqual([]);
});

it('falls back to the second check-in when the first was taken back', () => {
  const state = told(attended(FIRST, 'a', 'lin', 1), attended(FIRST, 'b', 'lin', 3), voided('a', 4));
  expect(state.attendance(SESSION).get(personId('lin'))?.id).toBe('b');
});
