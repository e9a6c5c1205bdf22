import { expect, it } from 'vitest';
import { commitSchema } from '../../src/journal/commit-schema.ts';
import { FOLLOW_UP_KINDS, type FollowUpRecord } from '../../src/records/kinds/follow-ups.ts';
import { RECORD_KINDS, type RecordId } from '../../src/records/records.ts';
import type { PersonId, UnitId } from '../../src/roster/roster.ts';
import { toDay } from '../../src/time/zone.ts';

const unit = '县图书馆' as UnitId;
const fact = { id: 'r1' as RecordId, at: 1, by: 'douwenjing' as PersonId };
const RECORDS: readonly FollowUpRecord[] = [
  { ...fact, kind: 'check.answered', unit, checklist: '回头看', point: '一', answer: '否', note: null },
  {
    ...fact,
    ...{ kind: 'item.opened', unit, holder: unit, pipeline: '心愿', type: null, title: '修渠', goal: '通水' },
    person: 'suzhigang' as PersonId,
    date: toDay('2014-04-20'),
  },
  { ...fact, kind: 'item.moved', item: 'r0' as RecordId, stage: '完成', note: null },
  { ...fact, kind: 'look.noted', unit, point: '领导带头', note: '带了头' },
  { ...fact, kind: 'unit.nudged', unit, requirements: ['look-back'] },
  {
    ...fact,
    ...{ kind: 'exemplar.named', unit, award: '服务标兵', who: '某人', stage: '表彰', note: null },
    nomination: 'r0' as RecordId,
  },
];
const commit = (record: object) => ({ unit, cause: 'm1', at: 1, records: [record], outbox: [], reply: null });

it('reads back every record about checklists, items, supervision and exemplars as it was written', () => {
  expect(RECORDS.map(({ kind }) => kind)).toEqual(FOLLOW_UP_KINDS);
  expect(RECORD_KINDS).toEqual(expect.arrayContaining([...FOLLOW_UP_KINDS]));
  for (const record of RECORDS) expect(commitSchema.parse(commit(record)).records).toEqual([record]);
});

it.each([
  [1, { date: '2014-02-30' }],
  [0, { answer: null }],
  [2, { item: 7 }],
  [5, { stage: '降级' }],
])('does not believe a record that says what it cannot: %s %j', (index, wrong) => {
  expect(commitSchema.safeParse(commit({ ...RECORDS[index], ...wrong })).success).toBe(false);
});
