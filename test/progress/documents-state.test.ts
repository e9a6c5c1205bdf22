import { describe, expect, it } from 'vitest';
import { commitSchema } from '../../src/journal/commit-schema.ts';
import { State } from '../../src/progress/state.ts';
import type { DocumentReviewed, DocumentSent, LedgerRecord, RecordId } from '../../src/records/records.ts';
import type { PersonId, UnitId } from '../../src/roster/roster.ts';

const UNIT = '县图书馆' as UnitId;
const by = 'douwenjing' as PersonId;

const sent = (version: number): DocumentSent => ({
  id: `d${9 - version}` as RecordId,
  at: 100,
  by,
  unit: UNIT,
  kind: 'document.sent',
  type: '学习计划',
  version,
  number: version,
  text: `第${version}稿`,
  file: null,
  points: ['人员'],
});

const review = (document: DocumentSent): DocumentReviewed => ({
  id: `r-${document.id}` as RecordId,
  at: 200,
  by,
  unit: UNIT,
  kind: 'document.reviewed',
  document: document.id,
  step: 'supervisor',
  verdict: 'returned',
  reason: '太短',
});

const fact = { by, unit: UNIT };
const RECORDS: readonly LedgerRecord[] = [
  sent(1),
  review(sent(1)),
  sent(2),
  review(sent(2)),
  sent(3),
  { id: 'v1' as RecordId, at: 300, ...fact, kind: 'record.voided', target: sent(3).id, reason: '报错了' },
  {
    id: 'v2' as RecordId,
    at: 300,
    ...fact,
    kind: 'record.voided',
    target: review(sent(2)).id,
    reason: '看错了',
  },
  { id: 'p1' as RecordId, at: 400, ...fact, kind: 'phase.consented', phase: 'study', words: '市委3月28日' },
  { id: 'p2' as RecordId, at: 500, ...fact, kind: 'phase.advanced', phase: 'study' },
];

function folded(records: readonly LedgerRecord[]) {
  const state = new State();
  for (const [index, record] of records.entries())
    state.apply({ cause: `m${index}`, at: 0, records: [record], outbox: [] });
  const { documents } = state;
  return {
    versions: documents.versionsOf(UNIT, '学习计划').map(({ version }) => version),
    registered: documents.registered().map(({ number }) => number),
    count: documents.countOf(UNIT, '学习计划'),
    next: documents.nextNumber,
    reviews: [1, 2, 3].map((version) => documents.reviewsOf(sent(version).id).length),
    consent: documents.consentTo('study')?.words,
    end: documents.endOf('study')?.at,
  };
}

describe('documents and phases, folded', () => {
  it('keep every version and number; what was taken back counts no more but gives its number to no other', () => {
    expect(folded(RECORDS)).toEqual({
      versions: [1, 2],
      registered: [1, 2],
      count: 3,
      next: 4,
      reviews: [1, 0, 0],
      consent: '市委3月28日',
      end: 500,
    });
  });

  it('are the same in any order and however often a record comes', () => {
    const once = folded(RECORDS);
    for (let turn = 1; turn <= RECORDS.length; turn++) {
      const turned = [...RECORDS.slice(turn), ...RECORDS.slice(0, turn)];
      expect(folded(turned)).toEqual(once);
      expect(folded([...turned.toReversed(), ...turned])).toEqual(once);
    }
  });

  it('are written and read back as they were', () => {
    const commit = { cause: 'm', at: 0, records: RECORDS, outbox: [] };
    expect(commitSchema.parse(JSON.parse(JSON.stringify(commit)))).toEqual(commit);
  });
});
